// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.messaging;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.discovery.application.ClusterApis;
import io.slackwater.discovery.application.VerifyDefinitions;
import io.slackwater.executor.TaskContext;
import io.slackwater.executor.TaskHandler;
import jakarta.inject.Singleton;
import java.util.List;

/** Tasks that compare what was restored with what was captured. */
@Singleton
final class VerifyTasks implements TaskHandler<TaskSpec.VerifyDefinitions> {

  private final VerifyDefinitions useCase;
  private final ClusterApis clusters;

  VerifyTasks(VerifyDefinitions useCase, ClusterApis clusters) {
    this.useCase = useCase;
    this.clusters = clusters;
  }

  @Override
  public Class<TaskSpec.VerifyDefinitions> spec() {
    return TaskSpec.VerifyDefinitions.class;
  }

  @Override
  public List<Artifact> run(TaskContext context, TaskSpec.VerifyDefinitions spec)
      throws InterruptedException {
    TaskWork work = new TaskWork(context);
    return List.of(
        work.call(
            () ->
                useCase.run(
                    spec.repository(),
                    spec.snapshot(),
                    spec.target(),
                    clusters.of(spec.target().cluster()),
                    work)));
  }
}
