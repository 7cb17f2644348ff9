// SPDX-License-Identifier: Apache-2.0
/** Snapshot files: what one backup run saved, and how snapshots are chosen. */
@NullMarked
package io.slackwater.repository.snapshot;

import org.jspecify.annotations.NullMarked;
