// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.task.TaskSpec.ExportSnapshots;
import io.slackwater.executor.TaskContext;
import io.slackwater.executor.TaskHandler;
import io.slackwater.snapshot.application.SnapshotExport;
import jakarta.inject.Singleton;
import java.util.List;

/** Copies snapshots into the repository. */
@Singleton
final class ExportSnapshotsHandler implements TaskHandler<ExportSnapshots> {

  private final VolumeTasks tasks;
  private final SnapshotExport export;

  ExportSnapshotsHandler(VolumeTasks tasks, SnapshotExport export) {
    this.tasks = tasks;
    this.export = export;
  }

  @Override
  public Class<ExportSnapshots> spec() {
    return ExportSnapshots.class;
  }

  @Override
  public List<Artifact> run(TaskContext context, ExportSnapshots spec) throws InterruptedException {
    return tasks.run(context, work -> export.run(work, spec.repository(), spec.snapshots()));
  }
}
