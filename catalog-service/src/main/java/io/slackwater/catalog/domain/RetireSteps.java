// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.RestorePointRecorded;
import io.slackwater.contracts.restorepoint.RestorePointRetired;
import io.slackwater.contracts.restorepoint.RestorePointState;
import io.slackwater.contracts.run.Outcome;
import java.time.Instant;
import java.util.List;

/**
 * A retirement, or the maintenance of a repository: all tasks side by side. A point is RETIRED when
 * all of them succeeded; else it stays RETIRING, and a later run goes on.
 */
final class RetireSteps {
  private RetireSteps() {}

  static Change advance(Run run, Instant now) {
    List<Task> open = run.tasks().stream().filter(t -> !t.succeeded()).toList();
    if (open.isEmpty()) {
      Change gone = gone(run);
      return gone.then(Settlement.settle(gone.run(), Outcome.SUCCEEDED, List.of(), now));
    }
    if (run.tasks().stream().allMatch(Task::ended)) {
      boolean onlyExpired = open.stream().allMatch(t -> t.status() == TaskStatus.EXPIRED);
      return Settlement.settle(
          run, onlyExpired ? Outcome.EXPIRED : Outcome.FAILED, Failures.of(open), now);
    }
    Run begun = run;
    for (Task task : open) {
      if (task.attempts().isEmpty()) {
        begun = begun.change(task.id(), t -> t.next(Cause.PLAN, now, now));
      }
    }
    return Change.silent(begun);
  }

  private static Change gone(Run run) {
    RestorePoint point = run.point();
    if (point == null) {
      return Change.silent(run);
    }
    RestorePoint retired = RestorePointAssembly.in(point, RestorePointState.RETIRED);
    return Change.of(
        run.withPoint(retired),
        new RestorePointRecorded(retired),
        new RestorePointRetired(retired.id()));
  }
}
