// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.messaging;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.KeyPairArtifact;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.executor.RepositoryKeys;
import io.slackwater.executor.TaskContext;
import io.slackwater.executor.TaskHandler;
import jakarta.inject.Singleton;
import java.util.List;

/** Tasks that make the pair of keys by which this cluster opens a repository of another. */
@Singleton
final class PrepareKeyTasks implements TaskHandler<TaskSpec.PrepareKey> {

  private final RepositoryKeys keys;

  PrepareKeyTasks(RepositoryKeys keys) {
    this.keys = keys;
  }

  @Override
  public Class<TaskSpec.PrepareKey> spec() {
    return TaskSpec.PrepareKey.class;
  }

  @Override
  public List<Artifact> run(TaskContext context, TaskSpec.PrepareKey spec)
      throws InterruptedException {
    return new TaskWork(context)
        .call(
            () -> {
              context.checkActive();
              return List.of(
                  new KeyPairArtifact(
                      spec.holder(),
                      keys.prepare(
                          context.task().application().cluster(),
                          spec.holder(),
                          spec.repository(),
                          context.task().notAfter())));
            });
  }
}
