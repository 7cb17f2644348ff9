// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.messaging;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.task.RestorePointsFound;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.discovery.application.FoundBatches;
import io.slackwater.discovery.application.ImportRestorePoints;
import io.slackwater.executor.TaskContext;
import io.slackwater.executor.TaskHandler;
import jakarta.inject.Singleton;
import java.util.List;

/** Tasks that read the restore points of a location. */
@Singleton
final class ImportTasks implements TaskHandler<TaskSpec.ImportRestorePoints> {

  private final ImportRestorePoints useCase;

  ImportTasks(ImportRestorePoints useCase) {
    this.useCase = useCase;
  }

  @Override
  public Class<TaskSpec.ImportRestorePoints> spec() {
    return TaskSpec.ImportRestorePoints.class;
  }

  @Override
  public List<Artifact> run(TaskContext context, TaskSpec.ImportRestorePoints spec)
      throws InterruptedException {
    TaskWork work = new TaskWork(context);
    FoundBatches batches =
        new FoundBatches(
            (points, unreadable) ->
                context.publish(attempt -> new RestorePointsFound(attempt, points, unreadable)));
    return work.call(
        () ->
            List.of(
                useCase.run(spec.location(), spec.under(), context.task().run(), batches, work)));
  }
}
