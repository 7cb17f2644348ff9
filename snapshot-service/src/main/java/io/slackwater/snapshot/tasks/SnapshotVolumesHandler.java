// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.task.TaskSpec.SnapshotVolumes;
import io.slackwater.executor.TaskContext;
import io.slackwater.executor.TaskHandler;
import io.slackwater.snapshot.application.VolumeCut;
import jakarta.inject.Singleton;
import java.util.List;

/** Cuts the CSI snapshots of an application's volumes. */
@Singleton
final class SnapshotVolumesHandler implements TaskHandler<SnapshotVolumes> {

  private final VolumeTasks tasks;
  private final VolumeCut cut;

  SnapshotVolumesHandler(VolumeTasks tasks, VolumeCut cut) {
    this.tasks = tasks;
    this.cut = cut;
  }

  @Override
  public Class<SnapshotVolumes> spec() {
    return SnapshotVolumes.class;
  }

  @Override
  public List<Artifact> run(TaskContext context, SnapshotVolumes spec) throws InterruptedException {
    return tasks.run(context, work -> cut.run(work, spec.scope().namespace(), spec.volumes()));
  }
}
