// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.api;

import io.slackwater.catalog.domain.Run;
import io.slackwater.catalog.domain.Task;
import io.slackwater.contracts.run.PlannedTask;
import io.slackwater.contracts.task.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a restore would do: its stages in order, each with its tasks and what they take from where.
 */
public record RestorePlanView(
    String run, String application, String restorePoint, List<Stage> stages) {

  /** One stage; the next one begins when all of its tasks succeeded. */
  public record Stage(int stage, String title, List<Step> tasks) {}

  /** One task. */
  public record Step(String kind, String component, String executor, List<String> takes) {}

  static RestorePlanView of(Run run, String restorePoint) {
    Map<Integer, List<Step>> steps = new TreeMap<>();
    for (Task task : run.tasks()) {
      PlannedTask planned = task.planned();
      if (planned != null && task.order() != null) {
        steps
            .computeIfAbsent(planned.stage(), s -> new ArrayList<>())
            .add(
                new Step(
                    planned.kind(),
                    planned.component(),
                    planned.executor().name(),
                    TaskSources.of(task.order().spec())));
      }
    }
    return new RestorePlanView(
        run.id().value(),
        run.application().key(),
        restorePoint,
        steps.entrySet().stream()
            .map(e -> new Stage(e.getKey(), title(run, e.getKey()), e.getValue()))
            .toList());
  }

  private static String title(Run run, int stage) {
    return run.tasks().stream()
        .filter(t -> t.planned() != null && t.planned().stage() == stage)
        .map(Task::order)
        .filter(java.util.Objects::nonNull)
        .map(order -> title(order.spec()))
        .findFirst()
        .orElse("");
  }

  private static String title(TaskSpec spec) {
    return switch (spec) {
      case TaskSpec.RestoreDefinitions s ->
          switch (s.stage()) {
            case PREREQUISITES -> "Namespace and prerequisites";
            case CLAIMS -> "Empty volumes";
            case DATA_SERVICES -> "Workloads of data services";
            case WORKLOADS -> "Other workloads";
            case NETWORK_AND_CUSTOM -> "Network and custom resources";
          };
      case TaskSpec.RestoreVolumes s -> "Volumes with their data";
      case TaskSpec.LoadDataService s -> "Dumps";
      case TaskSpec.VerifyDataService s -> "Verification";
      case TaskSpec.VerifyDefinitions s -> "Verification";
      case TaskSpec.CaptureDefinitions s -> "Capture";
      case TaskSpec.SnapshotVolumes s -> "Capture";
      case TaskSpec.DumpDataService s -> "Capture";
      case TaskSpec.ExportSnapshots s -> "Export";
      case TaskSpec.SealRestorePoint s -> "Seal";
      case TaskSpec.RetireVolumes s -> "Retirement";
      case TaskSpec.ForgetSnapshots s -> "Retirement";
      case TaskSpec.PruneRepository s -> "Maintenance";
      case TaskSpec.RevokeKey s -> "Maintenance";
      case TaskSpec.PrepareKey s -> "Key pair";
      case TaskSpec.GrantKey s -> "Temporary key file";
      case TaskSpec.ImportRestorePoints s -> "Import";
    };
  }
}
