// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.messaging;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.executor.RepositoryKeys;
import io.slackwater.executor.TaskContext;
import io.slackwater.executor.TaskHandler;
import jakarta.inject.Singleton;
import java.util.List;

/** Tasks that remove a temporary key file and its pair of keys. */
@Singleton
final class RevokeKeyTasks implements TaskHandler<TaskSpec.RevokeKey> {

  private final RepositoryKeys keys;

  RevokeKeyTasks(RepositoryKeys keys) {
    this.keys = keys;
  }

  @Override
  public Class<TaskSpec.RevokeKey> spec() {
    return TaskSpec.RevokeKey.class;
  }

  @Override
  public List<Artifact> run(TaskContext context, TaskSpec.RevokeKey spec)
      throws InterruptedException {
    return new TaskWork(context)
        .call(
            () -> {
              context.checkActive();
              keys.revoke(context.task().application().cluster(), spec.repository(), spec.holder());
              return List.of();
            });
  }
}
