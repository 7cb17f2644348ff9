// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.persistence;

import io.slackwater.catalog.domain.Attempt;
import io.slackwater.catalog.domain.Run;
import io.slackwater.catalog.domain.RunState;
import io.slackwater.catalog.domain.Task;
import io.slackwater.catalog.domain.TaskState;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.restorepoint.RestorePoint;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs to rows and back. */
final class RunMapper {
  private RunMapper() {}

  static Run run(RunRow row, List<TaskRow> tasks, @Nullable RestorePointRow point) {
    RunDocument document = Json.read(row.document, RunDocument.class);
    ApplicationId application = ApplicationId.parse(row.application);
    return new Run(
        new RunId(row.id),
        application,
        document.plan(),
        point == null ? null : Json.read(point.document, RestorePoint.class),
        RunState.valueOf(row.state),
        tasks.stream().map(t -> task(t, application)).toList(),
        document.settledAt(),
        document.reasons(),
        document.resumed(),
        row.correlationId,
        document.cancellation());
  }

  static void fill(RunRow row, Run run) {
    row.kind = run.plan() == null ? null : run.plan().kind().name();
    row.state = run.state().name();
    row.settled = run.state().settled();
    row.application = run.application().key();
    row.cluster = run.application().cluster().value();
    row.namespace = run.application().namespace();
    row.restorePoint = run.plan() == null ? null : run.plan().restorePoint().value();
    row.correlationId = run.correlationId();
    row.cancelDeadline = run.cancellation() == null ? null : run.cancellation().deadline();
    if (run.plan() != null) {
      row.createdAt = run.plan().plannedAt();
    }
    row.document =
        Json.write(
            new RunDocument(
                run.plan(), run.settledAt(), run.reasons(), run.resumed(), run.cancellation()));
  }

  static void fill(TaskRow row, Task task) {
    Optional<Attempt> current = task.current();
    row.cluster =
        (task.order() == null ? task.application() : task.order().application()).cluster().value();
    row.executor = current.map(Attempt::executor).map(Object::toString).orElse(null);
    row.kind = kind(task);
    row.status = task.status().name();
    row.attempt = current.map(Attempt::number).orElse(0);
    row.sequence = current.map(Attempt::sequence).orElse(-1L);
    row.notAfter = task.order() == null ? null : task.order().notAfter();
    row.dueAt =
        current.map(Attempt::state).orElse(null) instanceof TaskState.Planned planned
            ? planned.due()
            : null;
    row.document = Json.write(new TaskDocument(task.planned(), task.order(), task.attempts()));
  }

  static void fill(RestorePointRow row, RestorePoint point) {
    row.runId = point.run().value();
    row.application = point.application().key();
    row.state = point.state().name();
    row.createdAt = point.createdAt();
    row.document = Json.write(point);
  }

  private static Task task(TaskRow row, ApplicationId application) {
    TaskDocument document = Json.read(row.document, TaskDocument.class);
    return new Task(
        new TaskId(row.id),
        new RunId(row.runId),
        application,
        document.planned(),
        document.order(),
        document.attempts());
  }

  private static @Nullable String kind(Task task) {
    if (task.order() != null) {
      return task.order().spec().executor().name();
    }
    return task.planned() == null ? null : task.planned().executor().name();
  }
}
