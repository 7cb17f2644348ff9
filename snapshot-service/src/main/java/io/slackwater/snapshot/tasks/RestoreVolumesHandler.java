// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.task.TaskSpec.RestoreVolumes;
import io.slackwater.executor.TaskContext;
import io.slackwater.executor.TaskHandler;
import io.slackwater.snapshot.application.VolumesRestore;
import jakarta.inject.Singleton;
import java.util.List;

/** Brings an application's volumes back. */
@Singleton
final class RestoreVolumesHandler implements TaskHandler<RestoreVolumes> {

  private final VolumeTasks tasks;
  private final VolumesRestore restore;

  RestoreVolumesHandler(VolumeTasks tasks, VolumesRestore restore) {
    this.tasks = tasks;
    this.restore = restore;
  }

  @Override
  public Class<RestoreVolumes> spec() {
    return RestoreVolumes.class;
  }

  @Override
  public List<Artifact> run(TaskContext context, RestoreVolumes spec) throws InterruptedException {
    return tasks.run(context, work -> restore.run(work, spec.target().namespace(), spec.volumes()));
  }
}
