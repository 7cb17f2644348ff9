// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import org.jspecify.annotations.Nullable;

/** By what name to look for what a task may leave whose end nobody heard. */
final class MayBeLeft {
  private static final String UNKNOWN = "its executor takes back what it left";

  private MayBeLeft() {}

  static String by(@Nullable TaskPlanned order) {
    return order == null ? UNKNOWN : of(order);
  }

  private static String of(TaskPlanned order) {
    return switch (order.spec()) {
      case TaskSpec.SnapshotVolumes s ->
          "it may leave VolumeSnapshots in namespace '%s' with label slackwater.io/task=%s"
              .formatted(s.scope().namespace(), order.task());
      case TaskSpec.DumpDataService s ->
          snapshots(s.repository(), "slackwater:task:" + order.task());
      case TaskSpec.CaptureDefinitions s -> snapshots(s.repository(), "task:" + order.task());
      case TaskSpec.ExportSnapshots s -> snapshots(s.repository(), "task=" + order.task());
      default -> UNKNOWN;
    };
  }

  private static String snapshots(RepositoryRef repository, String tag) {
    return "it may leave snapshots in repository %s/%s until its restore point is retired, with tag %s"
        .formatted(repository.location(), repository.path(), tag);
  }
}
