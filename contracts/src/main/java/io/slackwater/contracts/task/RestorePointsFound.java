// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.task;

import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.UnreadableManifest;
import java.util.List;

/**
 * Some of what an import found; there are as many as it takes, each small enough for a record, and
 * all of them come before the attempt's end.
 *
 * @param restorePoints whole, as their repositories describe them
 * @param unreadable what cannot be taken in
 */
public record RestorePointsFound(
    TaskAttempt attempt, List<RestorePoint> restorePoints, List<UnreadableManifest> unreadable)
    implements TaskEvent {

  /** Copies the lists. */
  public RestorePointsFound {
    restorePoints = List.copyOf(restorePoints);
    unreadable = List.copyOf(unreadable);
  }

  @Override
  public String key() {
    return attempt.application().key();
  }
}
