// SPDX-License-Identifier: Apache-2.0
/**
 * The three tasks of snapshot-service and the ports they need: cutting snapshots, exporting them,
 * and restoring volumes.
 */
@NullMarked
package io.slackwater.snapshot.application;

import org.jspecify.annotations.NullMarked;
