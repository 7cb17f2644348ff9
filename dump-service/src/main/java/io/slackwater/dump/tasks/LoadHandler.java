// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump.tasks;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.dump.application.DumpStore;
import io.slackwater.dump.application.LoadDataService;
import io.slackwater.executor.TaskContext;
import io.slackwater.executor.TaskHandler;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Loads the dumps of a data service. */
@Singleton
final class LoadHandler implements TaskHandler<TaskSpec.LoadDataService> {

  private final DataServiceTasks tasks;

  LoadHandler(DataServiceTasks tasks) {
    this.tasks = tasks;
  }

  @Override
  public Class<TaskSpec.LoadDataService> spec() {
    return TaskSpec.LoadDataService.class;
  }

  @Override
  public List<Artifact> run(TaskContext context, TaskSpec.LoadDataService spec)
      throws InterruptedException {
    return DataServiceTasks.attempt(
        () -> {
          Map<RepositoryRef, DumpStore> stores = new HashMap<>();
          try {
            return new LoadDataService(tasks.sessions(context), tasks.limits())
                .run(
                    spec,
                    artifact -> stores.computeIfAbsent(artifact.repository(), tasks::readable),
                    DataServiceTasks.work(context));
          } finally {
            stores.values().forEach(DumpStore::close);
          }
        });
  }
}
