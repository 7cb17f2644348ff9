// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump.tasks;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.dump.application.VerifyDataService;
import io.slackwater.executor.TaskContext;
import io.slackwater.executor.TaskHandler;
import jakarta.inject.Singleton;
import java.util.List;

/** Verifies a restored data service. */
@Singleton
final class VerifyHandler implements TaskHandler<TaskSpec.VerifyDataService> {

  private final DataServiceTasks tasks;

  VerifyHandler(DataServiceTasks tasks) {
    this.tasks = tasks;
  }

  @Override
  public Class<TaskSpec.VerifyDataService> spec() {
    return TaskSpec.VerifyDataService.class;
  }

  @Override
  public List<Artifact> run(TaskContext context, TaskSpec.VerifyDataService spec)
      throws InterruptedException {
    return DataServiceTasks.attempt(
        () ->
            new VerifyDataService(tasks.sessions(context), tasks.limits())
                .run(spec, DataServiceTasks.work(context)));
  }
}
