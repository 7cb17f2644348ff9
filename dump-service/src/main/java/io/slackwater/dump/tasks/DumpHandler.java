// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump.tasks;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.dump.application.DumpDataService;
import io.slackwater.dump.application.DumpStore;
import io.slackwater.executor.TaskContext;
import io.slackwater.executor.TaskHandler;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Dumps a data service into the application's repository. */
@Singleton
final class DumpHandler implements TaskHandler<TaskSpec.DumpDataService> {

  private final DataServiceTasks tasks;
  private final Clock clock;

  DumpHandler(DataServiceTasks tasks, Clock clock) {
    this.tasks = tasks;
    this.clock = clock;
  }

  @Override
  public Class<TaskSpec.DumpDataService> spec() {
    return TaskSpec.DumpDataService.class;
  }

  @Override
  public List<Artifact> run(TaskContext context, TaskSpec.DumpDataService spec) {
    return DataServiceTasks.attempt(
        () -> {
          try (DumpStore store = tasks.writable(spec.repository())) {
            return new DumpDataService(tasks.sessions(context), tasks.limits(), clock)
                .run(spec, store, DataServiceTasks.work(context));
          }
        });
  }
}
