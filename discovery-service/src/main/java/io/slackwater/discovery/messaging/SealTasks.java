// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.messaging;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.discovery.application.ClusterApis;
import io.slackwater.discovery.application.SealRestorePoint;
import io.slackwater.executor.TaskContext;
import io.slackwater.executor.TaskHandler;
import jakarta.inject.Singleton;
import java.util.List;

/** Tasks that write a restore point's description into its repository. */
@Singleton
final class SealTasks implements TaskHandler<TaskSpec.SealRestorePoint> {

  private final SealRestorePoint useCase;
  private final ClusterApis clusters;

  SealTasks(SealRestorePoint useCase, ClusterApis clusters) {
    this.useCase = useCase;
    this.clusters = clusters;
  }

  @Override
  public Class<TaskSpec.SealRestorePoint> spec() {
    return TaskSpec.SealRestorePoint.class;
  }

  @Override
  public List<Artifact> run(TaskContext context, TaskSpec.SealRestorePoint spec)
      throws InterruptedException {
    TaskWork work = new TaskWork(context);
    return List.of(
        work.call(
            () ->
                useCase.run(
                    spec.repository(),
                    spec.restorePoint(),
                    context.task().task(),
                    clusters.of(context.task().application().cluster()),
                    work)));
  }
}
