// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.task.TaskSpec.RetireVolumes;
import io.slackwater.executor.TaskContext;
import io.slackwater.executor.TaskHandler;
import io.slackwater.snapshot.application.VolumesRetirement;
import jakarta.inject.Singleton;
import java.util.List;

/** Deletes the snapshots of a retired restore point. */
@Singleton
final class RetireVolumesHandler implements TaskHandler<RetireVolumes> {

  private final VolumeTasks tasks;
  private final VolumesRetirement retirement;

  RetireVolumesHandler(VolumeTasks tasks, VolumesRetirement retirement) {
    this.tasks = tasks;
    this.retirement = retirement;
  }

  @Override
  public Class<RetireVolumes> spec() {
    return RetireVolumes.class;
  }

  @Override
  public List<Artifact> run(TaskContext context, RetireVolumes spec) throws InterruptedException {
    return tasks.run(
        context,
        work -> {
          retirement.run(work, spec.snapshots());
          return List.of();
        });
  }
}
