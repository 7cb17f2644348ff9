// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.DerivedIds;
import io.slackwater.contracts.run.PlannedTask;
import io.slackwater.contracts.run.RunKind;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Plans stage 1 of a backup: what is captured, side by side. catalog-service adds the seal and the
 * exports, which need the artifacts of this stage.
 */
public final class BackupPlanner {

  private static final int CAPTURE_STAGE = 1;
  private static final int FIRST_ATTEMPT = 1;

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
      case STORAGE_SNAPSHOT ->
          tasks.add(
              task(
                  order,
                  "volumes",
                  new TaskSpec.SnapshotVolumes(
                      order.composition().scope(), order.composition().volumes())));
      case DATA_SERVICE -> {
        for (DataService dataService : order.composition().dataServices()) {
          tasks.add(
              task(
                  order,
                  "DataService/" + dataService.name(),
                  new TaskSpec.DumpDataService(
                      repository, order.composition().scope(), dataService)));
        }
      }
    }
    return new BackupPlan(order, run(order, tasks), tasks);
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
