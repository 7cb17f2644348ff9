// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.messaging;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.discovery.application.CaptureDefinitions;
import io.slackwater.discovery.application.ClusterApis;
import io.slackwater.executor.TaskContext;
import io.slackwater.executor.TaskHandler;
import jakarta.inject.Singleton;
import java.util.List;

/** Tasks that capture definitions. */
@Singleton
final class CaptureTasks implements TaskHandler<TaskSpec.CaptureDefinitions> {

  private final CaptureDefinitions useCase;
  private final ClusterApis clusters;

  CaptureTasks(CaptureDefinitions useCase, ClusterApis clusters) {
    this.useCase = useCase;
    this.clusters = clusters;
  }

  @Override
  public Class<TaskSpec.CaptureDefinitions> spec() {
    return TaskSpec.CaptureDefinitions.class;
  }

  @Override
  public List<Artifact> run(TaskContext context, TaskSpec.CaptureDefinitions spec)
      throws InterruptedException {
    TaskWork work = new TaskWork(context);
    return List.of(
        work.call(
            () ->
                useCase.run(
                    spec.repository(),
                    spec.scope(),
                    work.tags(),
                    clusters.of(context.task().application().cluster()),
                    work)));
  }
}
