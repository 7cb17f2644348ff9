// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.id.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a due fire. After downtime only the latest of the fire times that have passed is
 * carried out; a fire whose predecessor still runs, or whose application is being restored, is
 * skipped.
 */
public sealed interface FireDecision {

  /** The fire time that was decided on: the latest that has passed. */
  Instant fireTime();

  /** How many earlier fire times passed unnoticed. */
  long missed();

  /** A run is to be made. */
  record Run(BackupOrder order, Instant fireTime, long missed) implements FireDecision {}

  /** Nothing is to be done. */
  record Skip(String reason, Instant fireTime, long missed) implements FireDecision {}

  /**
   * What stands in the way of a run.
   *
   * @param openRun a run of the same policy and application that is not settled
   * @param restore a run that is restoring the application
   */
  record Occupied(Optional<RunId> openRun, Optional<RunId> restore) {}

  /** Decides on a fire that is due. */
  static FireDecision of(
      Fire fire, Policy policy, ApplicationDiscovered composition, Occupied occupied, Instant now) {
    Duration offset = policy.schedule().offset(policy.name(), fire.application());
    Optional<Schedule.Elapsed> elapsed =
        policy.schedule().elapsed(fire.fireTime(), now.minus(offset));
    Instant fireTime = elapsed.map(Schedule.Elapsed::latest).orElse(fire.fireTime());
    long missed = elapsed.map(Schedule.Elapsed::count).orElse(0L);
    List<String> obstacles = Obstacles.of(policy.approach(), composition);
    if (occupied.restore().isPresent()) {
      return new Skip(
          "the application is being restored by run " + occupied.restore().get(), fireTime, missed);
    }
    if (occupied.openRun().isPresent()) {
      return new Skip(
          "run %s of this policy is not settled yet".formatted(occupied.openRun().get()),
          fireTime,
          missed);
    }
    if (!obstacles.isEmpty()) {
      return new Skip(String.join("; ", obstacles), fireTime, missed);
    }
    return new Run(BackupOrder.scheduled(policy, composition, fireTime, now), fireTime, missed);
  }
}
