// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.RestorePointRecorded;
import io.slackwater.contracts.restorepoint.RestorePointState;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.RunKind;
import io.slackwater.contracts.run.RunPlanned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A run that somebody wants to end: nothing new begins, and it settles when all that began has
 * ended, or at the deadline. What there is then is named.
 */
final class CancelSteps {
  private CancelSteps() {}

  static Change advance(Run run, Cancellation order, Instant now) {
    boolean over = !order.deadline().isAfter(now);
    Run stopped = run.withTasks(run.tasks().stream().map(t -> stop(t, order, over, now)).toList());
    return stopped.tasks().stream().allMatch(Task::ended)
        ? settle(stopped, order, now)
        : Change.silent(stopped);
  }

  /** A task that may have been dispatched is left to its executor, which says how it ended. */
  private static Task stop(Task task, Cancellation order, boolean over, Instant now) {
    if (task.ended()) {
      return task;
    }
    boolean dispatched =
        switch (task.current().map(Attempt::state).orElse(null)) {
          case TaskState.Planned planned -> task.order() == null;
          case null -> task.order() == null;
          default -> true;
        };
    if (!dispatched) {
      return cancelled(task, "not begun: the run was cancelled", now);
    }
    return over
        ? cancelled(
            task,
            "it had not ended by %s, the deadline of the cancellation: %s"
                .formatted(order.deadline(), MayBeLeft.by(task.order())),
            now)
        : task;
  }

  private static Task cancelled(Task task, String reason, Instant now) {
    Task tried = task.attempts().isEmpty() ? task.next(Cause.PLAN, now, now) : task;
    return tried.changeCurrent(a -> a.withState(new TaskState.Cancelled(now, reason)));
  }

  private static Change settle(Run run, Cancellation order, Instant now) {
    List<String> reasons = new ArrayList<>();
    reasons.add("cancelled: " + order.reason());
    if (run.requirePlan().kind() == RunKind.RESTORE) {
      reasons.addAll(HalfMade.of(run));
    }
    reasons.addAll(Failures.of(run.tasks()));
    Change pointed = run.requirePlan().kind() == RunKind.BACKUP ? point(run) : Change.silent(run);
    return pointed.then(Settlement.settle(pointed.run(), Outcome.CANCELLED, reasons, now));
  }

  /**
   * What was captured is in the point, so that its retirement takes all of it away. A point that
   * was complete when its export was cancelled keeps its snapshots.
   */
  private static Change point(Run run) {
    RunPlanned plan = run.requirePlan();
    RestorePoint before = run.point();
    if (before != null && before.state() == RestorePointState.EXPORTING) {
      return record(run, RestorePointAssembly.with(before, RestorePointState.PARTIAL, more(run)));
    }
    List<Task> captured = plan.tasks().stream().flatMap(t -> run.task(t.task()).stream()).toList();
    RestorePoint failed =
        new RestorePointAssembly(plan, captured).point(RestorePointState.BUILDING);
    return record(run, RestorePointAssembly.with(failed, RestorePointState.FAILED, more(run)));
  }

  /** What the tasks that close a backup produced and its point does not name yet. */
  private static List<Artifact> more(Run run) {
    List<Artifact> named = run.point() == null ? List.of() : run.point().artifacts();
    return run.tasks().stream()
        .filter(t -> t.component().startsWith("RestorePoint/"))
        .flatMap(t -> t.artifacts().stream())
        .filter(a -> !named.contains(a))
        .toList();
  }

  private static Change record(Run run, RestorePoint point) {
    return Change.of(run.withPoint(point), new RestorePointRecorded(point));
  }
}
