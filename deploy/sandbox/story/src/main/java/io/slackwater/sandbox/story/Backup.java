// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.sandbox.story.shop.Evidence;

/**
 * A settled backup run of the story.
 *
 * @param before what was committed before the run was planned
 * @param atCut what was committed before the cut, by the database's own record
 * @param seconds from plan to settlement
 */
record Backup(RunId run, RestorePoint point, Evidence before, Evidence atCut, double seconds) {}
