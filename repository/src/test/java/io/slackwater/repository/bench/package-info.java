// SPDX-License-Identifier: Apache-2.0
/**
 * The benchmark of this engine against restic: {@code make bench-engine}. Not part of the tests.
 */
@NullMarked
package io.slackwater.repository.bench;

import org.jspecify.annotations.NullMarked;
