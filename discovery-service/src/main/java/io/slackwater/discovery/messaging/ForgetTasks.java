// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.messaging;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.discovery.application.RepositoryUpkeep;
import io.slackwater.executor.TaskContext;
import io.slackwater.executor.TaskHandler;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Tasks that forget the snapshots of a retired restore point. */
@Singleton
final class ForgetTasks implements TaskHandler<TaskSpec.ForgetSnapshots> {

  private final RepositoryUpkeep upkeep;

  ForgetTasks(RepositoryUpkeep upkeep) {
    this.upkeep = upkeep;
  }

  @Override
  public Class<TaskSpec.ForgetSnapshots> spec() {
    return TaskSpec.ForgetSnapshots.class;
  }

  @Override
  public List<Artifact> run(TaskContext context, TaskSpec.ForgetSnapshots spec)
      throws InterruptedException {
    TaskWork work = new TaskWork(context);
    return work.call(
        () -> {
          List<String> kept = spec.kept();
          upkeep.forget(spec.repository(), spec.snapshots(), work);
          upkeep.forgetAllOf(
              spec.repository(),
              context.task().restorePoint(),
              kept == null ? Set.of() : Set.copyOf(kept),
              work);
          return List.of();
        });
  }
}
