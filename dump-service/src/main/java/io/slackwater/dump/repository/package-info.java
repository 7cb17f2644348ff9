// SPDX-License-Identifier: Apache-2.0
/** Dumps in the repository. */
@NullMarked
package io.slackwater.dump.repository;

import org.jspecify.annotations.NullMarked;
