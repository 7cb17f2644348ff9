// SPDX-License-Identifier: Apache-2.0
/**
 * What several tests share: stores that fail on demand, generated trees, the real restic, child
 * processes.
 */
@NullMarked
package io.slackwater.repository.testing;

import org.jspecify.annotations.NullMarked;
