// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.DerivedIds;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.run.PlannedTask;
import io.slackwater.contracts.run.RunKind;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.task.HoldOrder;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plans stage 1 of a backup: what is captured, side by side. catalog-service adds the seal and the
 * exports, which need the artifacts of this stage.
 */
public final class BackupPlanner {

  private static final int CAPTURE_STAGE = 1;
  private static final int FIRST_ATTEMPT = 1;
  private static final String VOLUMES = "volumes";

  private BackupPlanner() {}

  /** The plan of an order that {@link Obstacles} does not forbid. */
  public static BackupPlan plan(BackupOrder order) {
    List<TaskPlanned> tasks = new ArrayList<>();
    RepositoryRef repository = RepositoryRef.of(order.location(), order.application());
    tasks.add(
        task(
            order,
            "definitions",
            new TaskSpec.CaptureDefinitions(repository, order.composition().scope())));
    switch (order.approach()) {
      case STORAGE_SNAPSHOT -> tasks.add(snapshot(order, null));
      case SNAPSHOT_WITH_HOOKS -> tasks.add(snapshot(order, hold(order, List.of())));
      case DATA_SERVICE -> tasks.addAll(dumps(order, repository, null));
      case APPLICATION -> {
        List<TaskPlanned> dumps = dumps(order, repository, coordinator(order));
        tasks.add(snapshot(order, hold(order, dumps)));
        tasks.addAll(dumps);
      }
    }
    return new BackupPlan(order, run(order, tasks), tasks);
  }

  /** The task that cuts the volumes, and in a hold is the one that all others wait for. */
  private static TaskPlanned snapshot(BackupOrder order, @Nullable HoldOrder hold) {
    return task(
        order,
        VOLUMES,
        new TaskSpec.SnapshotVolumes(
            order.composition().scope(), order.composition().volumes(), hold));
  }

  private static List<TaskPlanned> dumps(
      BackupOrder order, RepositoryRef repository, @Nullable TaskId coordinator) {
    return order.composition().dataServices().stream()
        .map(
            dataService ->
                task(
                    order,
                    "DataService/" + dataService.name(),
                    new TaskSpec.DumpDataService(
                        repository, order.composition().scope(), dataService, coordinator)))
        .toList();
  }

  private static HoldOrder hold(BackupOrder order, List<TaskPlanned> participants) {
    return new HoldOrder(
        order.hold().max().toMillis(),
        order.hold().prepare().toMillis(),
        order.composition().dataServices(),
        participants.stream().map(TaskPlanned::task).toList());
  }

  private static TaskId coordinator(BackupOrder order) {
    return DerivedIds.task(order.run(), "snapshot-volumes", VOLUMES);
  }

  private static TaskPlanned task(BackupOrder order, String component, TaskSpec spec) {
    return new TaskPlanned(
        DerivedIds.task(order.run(), kind(spec), component),
        order.run(),
        order.application(),
        DerivedIds.restorePoint(order.run()),
        component,
        FIRST_ATTEMPT,
        spec,
        order.notAfter());
  }

  private static RunPlanned run(BackupOrder order, List<TaskPlanned> tasks) {
    return new RunPlanned(
        order.run(),
        RunKind.BACKUP,
        order.application(),
        order.approach(),
        DerivedIds.restorePoint(order.run()),
        order.location(),
        order.export(),
        order.trigger(),
        order.policy(),
        order.request(),
        order.composition(),
        tasks.stream().map(BackupPlanner::inShort).toList(),
        order.plannedAt(),
        order.notAfter(),
        order.keep());
  }

  private static String kind(TaskSpec spec) {
    return switch (spec) {
      case TaskSpec.CaptureDefinitions capture -> "capture-definitions";
      case TaskSpec.SnapshotVolumes snapshot -> "snapshot-volumes";
      case TaskSpec.DumpDataService dump -> "dump-data-service";
      default -> throw new IllegalArgumentException("not a task of a backup's capture: " + spec);
    };
  }

  private static PlannedTask inShort(TaskPlanned task) {
    return new PlannedTask(
        task.task(), task.spec().executor(), kind(task.spec()), task.component(), CAPTURE_STAGE);
  }
}
