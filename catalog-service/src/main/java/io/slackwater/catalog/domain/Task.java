// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.run.PlannedTask;
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
 * A task of a run, with all its attempts. Its state is that of the last attempt, so that reports of
 * older ones have no effect on it.
 *
 * @param planned what the run's plan says of it; absent until the plan was seen
 * @param order what an executor is told, with attempt 1; absent until it was seen
 * @param attempts in the order of their numbers
 */
public record Task(
    TaskId id,
    RunId run,
    ApplicationId application,
    @Nullable PlannedTask planned,
    @Nullable TaskPlanned order,
    List<Attempt> attempts) {
  /** Copies the list. */
  public Task {
    attempts = List.copyOf(attempts);
  }

  /** A task of which nothing is known yet but its name. */
  static Task placeholder(TaskId id, RunId run, ApplicationId application) {
    return new Task(id, run, application, null, null, List.of());
  }

  /** The attempt that counts. */
  public Optional<Attempt> current() {
    return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
  }

  /** The state's name. */
  public TaskStatus status() {
    return current().map(a -> a.state().status()).orElse(TaskStatus.PLANNED);
  }

  /** Whether it ended for good (until an operator resumes its run). */
  public boolean ended() {
    return status().ended();
  }

  /** Whether it did what it was to do. */
  public boolean succeeded() {
    return status() == TaskStatus.SUCCEEDED;
  }

  /** What it produced; empty unless it succeeded. */
  public List<Artifact> artifacts() {
    return current().map(Attempt::state).orElse(null) instanceof TaskState.Succeeded done
        ? done.artifacts()
        : List.of();
  }

  /** Why it ended without success; empty otherwise. */
  public Optional<String> failure() {
    return switch (current().map(Attempt::state).orElse(null)) {
      case TaskState.Failed failed -> Optional.of(failed.reason());
      case TaskState.Cancelled cancelled -> Optional.of(cancelled.reason());
      case TaskState.Expired expired -> Optional.of(expired.reason());
      case null, default -> Optional.empty();
    };
  }

  /** What it concerns, for people. */
  public String component() {
    if (planned != null) {
      return planned.component();
    }
    return order != null ? order.component() : "task " + id;
  }

  Task plan(PlannedTask plan) {
    return planned != null ? this : new Task(id, run, application, plan, order, attempts);
  }

  Task ordered(TaskPlanned command, Instant at) {
    Task known = order != null ? this : withOrder(TaskOrders.attempt(command, 1));
    Cause cause = command.attempt() == 1 ? Cause.PLAN : null;
    return known.change(command.attempt(), a -> (cause == null ? a : a.because(cause)).queued(at));
  }

  Task on(TaskReport report, Instant at) {
    return change(report.attempt().attempt(), a -> a.on(report, at));
  }

  Task withOrder(TaskPlanned command) {
    return new Task(id, run, application, planned, command, attempts);
  }

  Task next(Cause cause, Instant now, Instant due) {
    int number = current().map(Attempt::number).orElse(0) + 1;
    return withAttempts(plus(Attempt.planned(number, cause, now, due)));
  }

  Task changeCurrent(UnaryOperator<Attempt> change) {
    return current().map(a -> change(a.number(), change)).orElse(this);
  }

  private Task change(int number, UnaryOperator<Attempt> change) {
    boolean known = attempts.stream().anyMatch(a -> a.number() == number);
    List<Attempt> all = known ? attempts : plus(Attempt.placeholder(number));
    return withAttempts(all.stream().map(a -> a.number() == number ? change.apply(a) : a).toList());
  }

  private List<Attempt> plus(Attempt attempt) {
    List<Attempt> all = new ArrayList<>(attempts);
    all.add(attempt);
    all.sort(Comparator.comparingInt(Attempt::number));
    return all;
  }

  private Task withAttempts(List<Attempt> all) {
    return new Task(id, run, application, planned, order, all);
  }
}
