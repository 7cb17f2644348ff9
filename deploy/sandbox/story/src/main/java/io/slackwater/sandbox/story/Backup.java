// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.slackwater.contracts.artifact.HoldArtifact;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.sandbox.story.shop.Evidence;
import io.slackwater.sandbox.story.shop.Writings;
import java.util.Optional;

/**
 * A settled backup run of the story.
 *
 * @param before what was committed before the run was planned
 * @param atCut what was committed before the cut, by the database's own record; where nobody was
 *     barred, what was acknowledged too
 * @param visitsAtCut the other writer's visits that were committed before the cut, likewise
 * @param longestPauseMillis the longest that a writer waited: around the hold, or where there was
 *     none during the run
 * @param seconds from plan to settlement
 */
record Backup(
    RunId run,
    RestorePoint point,
    Evidence before,
    Evidence atCut,
    Writings visitsAtCut,
    long longestPauseMillis,
    double seconds) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The approach's name. */
  String approach() {
    return JSON.convertValue(point.approach(), String.class);
  }

  /** The hold that its artifacts show, for an approach that has one. */
  Optional<HoldArtifact> hold() {
    return hold(point);
  }

  static Optional<HoldArtifact> hold(RestorePoint point) {
    return point.artifacts().stream()
        .filter(HoldArtifact.class::isInstance)
        .map(HoldArtifact.class::cast)
        .findFirst();
  }
}
