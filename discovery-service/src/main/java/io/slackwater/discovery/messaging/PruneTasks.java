// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.messaging;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.discovery.application.RepositoryUpkeep;
import io.slackwater.executor.TaskContext;
import io.slackwater.executor.TaskHandler;
import jakarta.inject.Singleton;
import java.util.List;

/** Tasks that delete from a repository what no snapshot needs. */
@Singleton
final class PruneTasks implements TaskHandler<TaskSpec.PruneRepository> {

  private final RepositoryUpkeep upkeep;

  PruneTasks(RepositoryUpkeep upkeep) {
    this.upkeep = upkeep;
  }

  @Override
  public Class<TaskSpec.PruneRepository> spec() {
    return TaskSpec.PruneRepository.class;
  }

  @Override
  public List<Artifact> run(TaskContext context, TaskSpec.PruneRepository spec)
      throws InterruptedException {
    TaskWork work = new TaskWork(context);
    return work.call(
        () -> {
          upkeep.prune(spec.repository(), work);
          return List.of();
        });
  }
}
