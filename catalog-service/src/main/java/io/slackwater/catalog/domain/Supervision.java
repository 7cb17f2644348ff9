// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.event.Event;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.run.RunKind;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.signal.CancelOrdered;
import io.slackwater.contracts.task.TaskPlanned;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a change of a run: next attempts, next tasks, the restore point, the end.
 * Everything that may change a run goes through {@link #consequences}, which is idempotent.
 */
public final class Supervision {
  /** After this long the executors' own sweep is left to remove a key. */
  private static final Duration KEY_REMOVAL = Duration.ofHours(12);

  private final SupervisionRules rules;
  private final BackupSteps backup;

  /** A supervisor that judges by these rules. */
  public Supervision(SupervisionRules rules) {
    this.rules = rules;
    this.backup = new BackupSteps(rules);
  }

  /** The rules. */
  public SupervisionRules rules() {
    return rules;
  }

  /** What follows now, to the end. */
  public Change consequences(Run run, Instant now) {
    if (run.plan() == null || run.state().settled()) {
      return Change.silent(run);
    }
    Change change = change(run, run.plan(), now);
    return change.run().state().settled() ? afterwards(change, now) : change;
  }

  /** What a run that has just settled leaves to be done. */
  private Change afterwards(Change settled, Instant now) {
    return settled.run().requirePlan().kind() == RunKind.RESTORE
        ? KeySteps.revocation(settled.run(), KEY_REMOVAL, now)
            .map(run -> settled.beginning(Change.planned(run).then(consequences(run, now))))
            .orElse(settled)
        : settled;
  }

  private Change change(Run run, RunPlanned plan, Instant now) {
    if (run.cancellation() != null) {
      return CancelSteps.advance(run, run.cancellation(), now);
    }
    Run followed = run.withTasks(run.tasks().stream().map(t -> follow(t, now)).toList());
    Run released = Participants.release(followed, now);
    Change steps =
        switch (plan.kind()) {
          case BACKUP -> backup.advance(released, now);
          case RESTORE -> RestoreSteps.advance(released, now);
          case RETIRE, MAINTENANCE, REVOKE -> RetireSteps.advance(released, now);
          case IMPORT -> ImportSteps.advance(released, now);
        };
    return steps.then(dispatch(steps.run(), now));
  }

  /** The plan came; of a run that was given up for want of it, who waits is told of the end. */
  public Change planned(Run run, RunPlanned plan, @Nullable String correlation, Instant now) {
    Run filled = run.planned(plan, correlation);
    return run.plan() == null && run.state().settled()
        ? Unplanned.endedBefore(filled, now)
        : consequences(filled, now);
  }

  /**
   * Somebody wants the run to end. Nothing when it has ended, when somebody wanted that before, or
   * when it is one that takes data away: that is not left half done.
   */
  public Change cancel(Run run, Cancellation order, Instant now) {
    boolean cancellable =
        run.plan() == null
            || run.plan().kind() == RunKind.BACKUP
            || run.plan().kind() == RunKind.RESTORE;
    if (run.state().settled() || run.cancellation() != null || !cancellable) {
      return Change.silent(run);
    }
    Change ordered =
        Change.of(
            run.cancelled(order),
            new CancelOrdered(run.id(), run.application(), order.deadline(), order.reason()));
    return ordered.then(consequences(ordered.run(), now));
  }

  /** Why a run, as it is after {@link #cancel}, does not end for that; empty when it does. */
  public static Optional<Refusal> cancelFault(Run run) {
    return run.cancellation() != null
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                Refusal.Kind.NOT_CANCELLABLE,
                run.state().settled()
                    ? "run %s is %s: only a run that has not settled can be cancelled"
                        .formatted(run.id(), run.state())
                    : "run %s is of kind %s: only backups and restores can be cancelled"
                        .formatted(run.id(), run.plan() == null ? "?" : run.plan().kind())));
  }

  /** The plan did not come in time. */
  public Change unplanned(Run run, Instant now) {
    return Unplanned.expire(run, rules, now);
  }

  /**
   * An attempt fell silent: the next one, or the end. Nothing when the attempt is not what it was
   * when its silence was judged.
   */
  public Change lost(Run run, LostAttempt lost, Instant now) {
    Run changed = run.change(lost.task(), t -> giveUp(t, lost, now));
    return consequences(changed, now);
  }

  /** Ends what is past its time and grace without having reported its end. */
  public Change expire(Run run, Instant now) {
    Run changed = run.withTasks(run.tasks().stream().map(t -> expire(t, now)).toList());
    return consequences(changed, now);
  }

  private Task follow(Task task, Instant now) {
    return switch (task.current().map(Attempt::state).orElse(null)) {
      case TaskState.Failed failed when failed.retryable() && mayRetry(task) ->
          task.next(Cause.RETRY, now, rules.retryAt(now, failures(task)));
      case TaskState.Cancelled cancelled when mayFollow(task) -> task.next(Cause.LOST, now, now);
      case null, default -> task;
    };
  }

  private Task giveUp(Task task, LostAttempt lost, Instant now) {
    boolean asJudged =
        task.current()
            .filter(a -> a.number() == lost.attempt() && a.sequence() == lost.sequence())
            .filter(a -> a.state() instanceof TaskState.InWork)
            .isPresent();
    if (!asJudged) {
      return task;
    }
    Task marked = task.changeCurrent(a -> a.givenUp(lost.reason()));
    if (mayFollow(marked)) {
      return marked.next(Cause.LOST, now, now);
    }
    String reason =
        "%s; attempt %d was the last of %d: look at the executor's log, then ask again"
            .formatted(lost.reason(), lost.attempt(), rules.maxAttempts());
    return marked.changeCurrent(a -> a.withState(new TaskState.Failed(now, reason, false)));
  }

  private Task expire(Task task, Instant now) {
    TaskPlanned order = task.order();
    if (order == null || !order.notAfter().plus(rules.grace()).isBefore(now)) {
      return task;
    }
    return switch (task.current().map(Attempt::state).orElse(null)) {
      case TaskState.InWork state ->
          task.changeCurrent(
              a ->
                  a.withState(
                      new TaskState.Failed(
                          now,
                          "not ended by "
                              + order.notAfter()
                              + ", the end of its time: look at the executor's log",
                          false)));
      case TaskState.Queued state ->
          task.changeCurrent(
              a ->
                  a.withState(
                      new TaskState.Expired(
                          now,
                          "no %s executor of cluster %s took it by %s: is one running?"
                              .formatted(
                                  order.spec().executor(),
                                  order.application().cluster(),
                                  order.notAfter()))));
      case TaskState.Planned state ->
          task.changeCurrent(
              a ->
                  a.withState(new TaskState.Expired(now, "not dispatched by " + order.notAfter())));
      case null, default -> task;
    };
  }

  private Change dispatch(Run run, Instant now) {
    List<Event> orders = new ArrayList<>();
    Run changed = run;
    for (Task task : run.tasks()) {
      TaskPlanned order = task.order();
      boolean due =
          order != null
              && !run.state().settled()
              && task.current().map(Attempt::state).orElse(null)
                  instanceof TaskState.Planned planned
              && !planned.due().isAfter(now);
      if (due && order != null) {
        int number = task.current().orElseThrow().number();
        changed = changed.change(task.id(), t -> t.changeCurrent(a -> a.queued(now)));
        orders.add(TaskOrders.attempt(order, number));
      }
    }
    return new Change(changed, orders);
  }

  private boolean mayRetry(Task task) {
    return mayFollow(task) && failures(task) < rules.maxFailures();
  }

  private boolean mayFollow(Task task) {
    return sinceResume(task).size() < rules.maxAttempts();
  }

  private static int failures(Task task) {
    return (int)
        sinceResume(task).stream().filter(a -> a.state() instanceof TaskState.Failed).count();
  }

  private static List<Attempt> sinceResume(Task task) {
    List<Attempt> counted = new ArrayList<>();
    for (Attempt attempt : task.attempts().reversed()) {
      counted.add(attempt);
      if (attempt.cause() == Cause.RESUME) {
        break;
      }
    }
    return counted;
  }

  /**
   * An attempt that gave no sign of life.
   *
   * @param sequence the highest sequence that was known when it was judged
   */
  public record LostAttempt(TaskId task, int attempt, long sequence, String reason) {}
}
