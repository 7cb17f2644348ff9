// SPDX-License-Identifier: Apache-2.0
/** Restore: snapshots back to a directory, or one file as a stream. */
@NullMarked
package io.slackwater.repository.restore;

import org.jspecify.annotations.NullMarked;
