// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.messaging;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.discovery.application.ClusterApis;
import io.slackwater.discovery.application.RestoreDefinitions;
import io.slackwater.discovery.application.Restoring;
import io.slackwater.executor.TaskContext;
import io.slackwater.executor.TaskHandler;
import jakarta.inject.Singleton;
import java.util.List;

/** Tasks that make one stage of captured definitions again. */
@Singleton
final class RestoreTasks implements TaskHandler<TaskSpec.RestoreDefinitions> {

  private final RestoreDefinitions useCase;
  private final ClusterApis clusters;

  RestoreTasks(RestoreDefinitions useCase, ClusterApis clusters) {
    this.useCase = useCase;
    this.clusters = clusters;
  }

  @Override
  public Class<TaskSpec.RestoreDefinitions> spec() {
    return TaskSpec.RestoreDefinitions.class;
  }

  @Override
  public List<Artifact> run(TaskContext context, TaskSpec.RestoreDefinitions spec)
      throws InterruptedException {
    TaskWork work = new TaskWork(context);
    Restoring restoring =
        new Restoring(
            context.task().run(),
            spec.repository(),
            spec.snapshot(),
            spec.target(),
            spec.stage(),
            spec.dataServices());
    return List.copyOf(
        work.call(() -> useCase.run(restoring, clusters.of(spec.target().cluster()), work)));
  }
}
