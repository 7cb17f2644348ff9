// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.task.HoldOrder;
import io.slackwater.contracts.task.TaskSpec.SnapshotVolumes;
import io.slackwater.executor.TaskContext;
import io.slackwater.executor.TaskHandler;
import io.slackwater.snapshot.application.VolumeCut;
import jakarta.inject.Singleton;
import java.util.List;

/** Cuts the CSI snapshots of an application's volumes, inside a hold when there is an order. */
@Singleton
final class SnapshotVolumesHandler implements TaskHandler<SnapshotVolumes> {

  private final VolumeTasks tasks;
  private final VolumeCut cut;
  private final HeldCut held;

  SnapshotVolumesHandler(VolumeTasks tasks, VolumeCut cut, HeldCut held) {
    this.tasks = tasks;
    this.cut = cut;
    this.held = held;
  }

  @Override
  public Class<SnapshotVolumes> spec() {
    return SnapshotVolumes.class;
  }

  @Override
  public List<Artifact> run(TaskContext context, SnapshotVolumes spec) throws InterruptedException {
    HoldOrder order = spec.hold();
    return tasks.run(
        context,
        work ->
            order == null
                ? cut.run(work, spec.scope().namespace(), spec.volumes())
                : held.run(context, work, spec, order));
  }
}
