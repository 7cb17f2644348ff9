// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.messaging;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.KeyFileArtifact;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.executor.RepositoryKeys;
import io.slackwater.executor.TaskContext;
import io.slackwater.executor.TaskHandler;
import jakarta.inject.Singleton;
import java.util.List;

/** Tasks that put a temporary key file into a repository that this executor can open. */
@Singleton
final class GrantKeyTasks implements TaskHandler<TaskSpec.GrantKey> {

  private final RepositoryKeys keys;

  GrantKeyTasks(RepositoryKeys keys) {
    this.keys = keys;
  }

  @Override
  public Class<TaskSpec.GrantKey> spec() {
    return TaskSpec.GrantKey.class;
  }

  @Override
  public List<Artifact> run(TaskContext context, TaskSpec.GrantKey spec)
      throws InterruptedException {
    return new TaskWork(context)
        .call(
            () -> {
              context.checkActive();
              return List.of(
                  new KeyFileArtifact(
                      spec.repository(),
                      spec.holder(),
                      keys.grant(spec.repository(), spec.holder(), spec.publicKey())));
            });
  }
}
