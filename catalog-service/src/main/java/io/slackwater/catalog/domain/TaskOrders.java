// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import java.time.Instant;

/** What executors are told, varied. */
final class TaskOrders {
  private TaskOrders() {}

  static TaskPlanned attempt(TaskPlanned order, int attempt) {
    return new TaskPlanned(
        order.task(),
        order.run(),
        order.application(),
        order.restorePoint(),
        order.component(),
        attempt,
        order.spec(),
        order.notAfter());
  }

  static TaskPlanned notAfter(TaskPlanned order, Instant notAfter) {
    return new TaskPlanned(
        order.task(),
        order.run(),
        order.application(),
        order.restorePoint(),
        order.component(),
        order.attempt(),
        order.spec(),
        notAfter);
  }

  static TaskPlanned spec(TaskPlanned order, TaskSpec spec) {
    return new TaskPlanned(
        order.task(),
        order.run(),
        order.application(),
        order.restorePoint(),
        order.component(),
        order.attempt(),
        spec,
        order.notAfter());
  }

  /** The kind's name, as the contract writes it. */
  static String kind(TaskSpec spec) {
    return switch (spec) {
      case TaskSpec.CaptureDefinitions s -> "capture-definitions";
      case TaskSpec.SnapshotVolumes s -> "snapshot-volumes";
      case TaskSpec.ExportSnapshots s -> "export-snapshots";
      case TaskSpec.DumpDataService s -> "dump-data-service";
      case TaskSpec.SealRestorePoint s -> "seal-restore-point";
      case TaskSpec.RestoreDefinitions s -> "restore-definitions";
      case TaskSpec.RestoreVolumes s -> "restore-volumes";
      case TaskSpec.LoadDataService s -> "load-data-service";
      case TaskSpec.VerifyDataService s -> "verify-data-service";
      case TaskSpec.VerifyDefinitions s -> "verify-definitions";
      case TaskSpec.RetireVolumes s -> "retire-volumes";
      case TaskSpec.ForgetSnapshots s -> "forget-snapshots";
      case TaskSpec.PruneRepository s -> "prune-repository";
      case TaskSpec.ImportRestorePoints s -> "import-restore-points";
      case TaskSpec.PrepareKey s -> "prepare-key";
      case TaskSpec.GrantKey s -> "grant-key";
      case TaskSpec.RevokeKey s -> "revoke-key";
    };
  }
}
