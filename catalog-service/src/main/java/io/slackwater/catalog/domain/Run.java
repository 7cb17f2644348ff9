// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.run.PlannedTask;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A run with its tasks: what is changed as one. What is told of it commutes: a task's report before
 * the plan makes a placeholder, which the plan then fills.
 *
 * @param plan absent while only tasks of it were seen
 * @param point the restore point that a backup builds; absent for a restore and before the plan
 * @param tasks in the order of their stages, then of their components
 * @param settledAt when it settled last
 * @param reasons why it is not a success
 * @param resumed how often an operator resumed it
 * @param correlationId what the one who asked for it calls it
 * @param cancellation present once somebody wanted it to end
 */
public record Run(
    RunId id,
    ApplicationId application,
    @Nullable RunPlanned plan,
    @Nullable RestorePoint point,
    RunState state,
    List<Task> tasks,
    @Nullable Instant settledAt,
    List<String> reasons,
    int resumed,
    @Nullable String correlationId,
    @Nullable Cancellation cancellation) {
  private static final Comparator<Task> ORDER =
      Comparator.<Task>comparingInt(t -> t.planned() == null ? 0 : t.planned().stage())
          .thenComparing(Task::component)
          .thenComparing(Task::id);

  /** Copies and orders the lists. */
  public Run {
    tasks = tasks.stream().sorted(ORDER).toList();
    reasons = List.copyOf(reasons);
  }

  /** A run of which nothing is known yet but its name. */
  public static Run placeholder(RunId id, ApplicationId application) {
    return new Run(
        id, application, null, null, RunState.PLANNED, List.of(), null, List.of(), 0, null, null);
  }

  /** Fills in what a plan says. */
  public Run planned(RunPlanned planned, @Nullable String correlation) {
    if (plan != null) {
      return this;
    }
    Run filled =
        new Run(
            id,
            planned.application(),
            planned,
            point,
            state,
            tasks,
            settledAt,
            reasons,
            resumed,
            correlationId == null ? correlation : correlationId,
            cancellation);
    for (PlannedTask task : planned.tasks()) {
      filled = filled.change(task.task(), t -> t.plan(task));
    }
    return filled;
  }

  /** Fills in what an executor was told. */
  public Run ordered(TaskPlanned command, Instant at, @Nullable String correlation) {
    return correlated(correlation).change(command.task(), t -> t.ordered(command, at));
  }

  /** Takes in what an executor reported. */
  public Run on(TaskReport report, Instant at, @Nullable String correlation) {
    Run changed = correlated(correlation).change(report.attempt().task(), t -> t.on(report, at));
    return changed.state == RunState.PLANNED ? changed.withState(RunState.RUNNING) : changed;
  }

  /** A task by its id. */
  public Optional<Task> task(TaskId task) {
    return tasks.stream().filter(t -> t.id().equals(task)).findFirst();
  }

  /**
   * The plan.
   *
   * @throws IllegalStateException when it was not seen, which the caller must have ruled out
   */
  RunPlanned requirePlan() {
    if (plan == null) {
      throw new IllegalStateException("run " + id + " has no plan yet");
    }
    return plan;
  }

  Run change(TaskId task, UnaryOperator<Task> change) {
    List<Task> all = new ArrayList<>(tasks);
    if (task(task).isEmpty()) {
      all.add(Task.placeholder(task, id, application));
    }
    all.replaceAll(t -> t.id().equals(task) ? change.apply(t) : t);
    return withTasks(all);
  }

  Run add(Task task) {
    List<Task> all = new ArrayList<>(tasks);
    all.add(task);
    return withTasks(all);
  }

  Run withTasks(List<Task> all) {
    return new Run(
        id,
        application,
        plan,
        point,
        state,
        all,
        settledAt,
        reasons,
        resumed,
        correlationId,
        cancellation);
  }

  Run withPoint(RestorePoint next) {
    return new Run(
        id,
        application,
        plan,
        next,
        state,
        tasks,
        settledAt,
        reasons,
        resumed,
        correlationId,
        cancellation);
  }

  Run withState(RunState next) {
    return new Run(
        id,
        application,
        plan,
        point,
        next,
        tasks,
        settledAt,
        reasons,
        resumed,
        correlationId,
        cancellation);
  }

  Run cancelled(Cancellation order) {
    return new Run(
        id,
        application,
        plan,
        point,
        state,
        tasks,
        settledAt,
        reasons,
        resumed,
        correlationId,
        order);
  }

  Run settled(RunState end, List<String> why, Instant at) {
    return new Run(
        id, application, plan, point, end, tasks, at, why, resumed, correlationId, cancellation);
  }

  Run reopened(RunPlanned again) {
    return new Run(
        id,
        application,
        again,
        point,
        RunState.RUNNING,
        tasks,
        null,
        List.of(),
        resumed + 1,
        correlationId,
        null);
  }

  private Run correlated(@Nullable String correlation) {
    return correlationId != null || correlation == null
        ? this
        : new Run(
            id,
            application,
            plan,
            point,
            state,
            tasks,
            settledAt,
            reasons,
            resumed,
            correlation,
            cancellation);
  }
}
