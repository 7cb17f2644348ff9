// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.sandbox.story.shop.Evidence;

/**
 * A settled backup run of the story.
 *
 * @param before what was committed before the run was planned, and so before its cut
 * @param seconds from plan to settlement
 */
record Backup(RestorePoint point, Evidence before, double seconds) {}
