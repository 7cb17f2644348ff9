// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.artifact.VerificationArtifact;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.RunPlanned;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A restore: its stages one after another, each when all tasks of the one before succeeded. */
final class RestoreSteps {
  private RestoreSteps() {}

  static Change advance(Run run, Instant now) {
    Optional<Integer> stage =
        run.tasks().stream().filter(t -> !t.succeeded()).map(RestoreSteps::stage).findFirst();
    if (stage.isEmpty()) {
      return end(run, now);
    }
    List<Task> open =
        run.tasks().stream().filter(t -> stage(t) == stage.get() && !t.succeeded()).toList();
    if (open.stream().allMatch(Task::ended)) {
      boolean onlyExpired = open.stream().allMatch(t -> t.status() == TaskStatus.EXPIRED);
      return Settlement.settle(
          run, onlyExpired ? Outcome.EXPIRED : Outcome.FAILED, Failures.of(open), now);
    }
    Run begun = run;
    for (Task task : open) {
      begun = KeySteps.ready(begun, task).change(task.id(), t -> begin(t, now));
    }
    return Change.silent(begun);
  }

  /**
   * Re-plans from the failed stage: the next attempt of its tasks that did not succeed, due when
   * their stage comes, since a new key may have to come before it.
   */
  static Change resume(Run run, Instant now, Instant notAfter) {
    RunPlanned again = replanned(run.requirePlan(), notAfter);
    Run reopened = run.reopened(again);
    for (Task task : run.tasks()) {
      if (KeySteps.ofKey(task)) {
        int resumed = reopened.resumed();
        reopened =
            reopened.change(task.id(), t -> KeySteps.resume(t, run.id(), resumed, now, notAfter));
      } else if (!task.succeeded()) {
        reopened = reopened.change(task.id(), t -> resume(t, now, notAfter));
      }
    }
    return Change.of(reopened, again);
  }

  /** The stage of the task has come. */
  private static Task begin(Task task, Instant now) {
    if (task.attempts().isEmpty()) {
      return task.next(Cause.PLAN, now, now);
    }
    return task.changeCurrent(
        a ->
            a.cause() == Cause.RESUME && a.state() instanceof TaskState.Planned
                ? a.withState(new TaskState.Planned(now, now))
                : a);
  }

  private static Task resume(Task task, Instant now, Instant notAfter) {
    Task extended =
        task.order() == null ? task : task.withOrder(TaskOrders.notAfter(task.order(), notAfter));
    return task.ended() ? extended.next(Cause.RESUME, now, notAfter) : extended;
  }

  private static Change end(Run run, Instant now) {
    List<String> broken =
        run.tasks().stream()
            .flatMap(t -> t.artifacts().stream())
            .filter(a -> a instanceof VerificationArtifact v && !v.verified())
            .map(a -> (VerificationArtifact) a)
            .map(RestoreSteps::findings)
            .toList();
    return Settlement.settle(
        run, broken.isEmpty() ? Outcome.SUCCEEDED : Outcome.PARTIAL, broken, now);
  }

  private static String findings(VerificationArtifact verification) {
    List<String> found =
        verification.checks().stream()
            .filter(c -> !c.held())
            .map(c -> c.name() + ": " + c.finding())
            .toList();
    return verification.component() + " was restored but not verified: " + found;
  }

  private static int stage(Task task) {
    return task.planned() == null ? 0 : task.planned().stage();
  }

  private static RunPlanned replanned(RunPlanned plan, Instant notAfter) {
    return new RunPlanned(
        plan.run(),
        plan.kind(),
        plan.application(),
        plan.approach(),
        plan.restorePoint(),
        plan.location(),
        plan.export(),
        plan.trigger(),
        plan.policy(),
        plan.request(),
        plan.composition(),
        plan.tasks(),
        plan.plannedAt(),
        notAfter);
  }
}
