// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.api;

import io.slackwater.catalog.domain.Attempt;
import io.slackwater.catalog.domain.Cancellation;
import io.slackwater.catalog.domain.Run;
import io.slackwater.catalog.domain.Task;
import io.slackwater.catalog.domain.TaskState;
import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.run.RunKind;
import io.slackwater.contracts.run.RunPlanned;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run with its tasks and their attempts. */
public record RunView(
    String id,
    @Nullable String kind,
    String state,
    String application,
    @Nullable String approach,
    @Nullable String restorePoint,
    @Nullable String policy,
    @Nullable String request,
    @Nullable String trigger,
    @Nullable String correlationId,
    @Nullable Instant plannedAt,
    @Nullable Instant notAfter,
    @Nullable Instant settledAt,
    List<String> reasons,
    int resumed,
    @Nullable Cancellation cancellation,
    List<TaskView> tasks) {

  /** A task. */
  public record TaskView(
      String id,
      String component,
      @Nullable String kind,
      @Nullable String executor,
      int stage,
      String status,
      List<Artifact> artifacts,
      List<AttemptView> attempts) {}

  /** An attempt; {@code reason} says why it waits, or why it ended without success. */
  public record AttemptView(
      int number,
      @Nullable String cause,
      String status,
      Instant since,
      @Nullable String executor,
      @Nullable Instant acceptedAt,
      @Nullable String step,
      @Nullable Long doneBytes,
      @Nullable Long totalBytes,
      @Nullable String reason) {}

  static RunView of(Run run) {
    RunPlanned plan = run.plan();
    return new RunView(
        run.id().value(),
        plan == null ? null : plan.kind().name(),
        run.state().name(),
        run.application().key(),
        plan == null || plan.approach() == null
            ? null
            : plan.approach().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
        plan == null || plan.kind() == RunKind.IMPORT ? null : plan.restorePoint().value(),
        plan == null || plan.policy() == null ? null : plan.policy().value(),
        plan == null || plan.request() == null ? null : plan.request().value(),
        plan == null ? null : plan.trigger().name(),
        run.correlationId(),
        plan == null ? null : plan.plannedAt(),
        plan == null ? null : plan.notAfter(),
        run.settledAt(),
        run.reasons(),
        run.resumed(),
        run.cancellation(),
        run.tasks().stream().map(RunView::task).toList());
  }

  private static TaskView task(Task task) {
    return new TaskView(
        task.id().value(),
        task.component(),
        task.planned() == null ? null : task.planned().kind(),
        task.planned() == null ? null : task.planned().executor().name(),
        task.planned() == null ? 0 : task.planned().stage(),
        task.status().name(),
        task.artifacts(),
        task.attempts().stream().map(RunView::attempt).toList());
  }

  private static AttemptView attempt(Attempt attempt) {
    TaskState state = attempt.state();
    TaskState.Running running = state instanceof TaskState.Running r ? r : null;
    return new AttemptView(
        attempt.number(),
        attempt.cause() == null ? null : attempt.cause().name(),
        state.status().name(),
        state.since(),
        attempt.executor() == null ? null : attempt.executor().value(),
        attempt.acceptedAt(),
        running == null ? null : running.step(),
        running == null ? null : running.doneBytes(),
        running == null ? null : running.totalBytes(),
        attempt.lost() != null ? attempt.lost() : reason(state));
  }

  private static @Nullable String reason(TaskState state) {
    return switch (state) {
      case TaskState.Waiting s -> s.reason();
      case TaskState.Failed s -> s.reason();
      case TaskState.Cancelled s -> s.reason();
      case TaskState.Expired s -> s.reason();
      case TaskState.Planned s -> null;
      case TaskState.Queued s -> null;
      case TaskState.Accepted s -> null;
      case TaskState.Running s -> null;
      case TaskState.Succeeded s -> null;
    };
  }
}
