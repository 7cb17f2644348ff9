// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.id.DerivedIds;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.RestorePointRecorded;
import io.slackwater.contracts.restorepoint.RestorePointState;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.PlannedTask;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A backup after its first stage: build the restore point, seal it, export its snapshots, seal
 * again, settle. Each step reads from the run how far it is, so that it can be asked at any time.
 */
final class BackupSteps {
  private static final String SEAL = "seal";
  private static final String EXPORT = "export";
  private static final String SEAL_EXPORTED = "seal-exported";

  private final SupervisionRules rules;

  BackupSteps(SupervisionRules rules) {
    this.rules = rules;
  }

  Change advance(Run run, Instant now) {
    Change all = Change.silent(run);
    Optional<Change> next = step(run, now);
    while (next.isPresent()) {
      all = all.then(next.get());
      next = all.run().state().settled() ? Optional.empty() : step(all.run(), now);
    }
    return all;
  }

  private Optional<Change> step(Run run, Instant now) {
    RunPlanned plan = run.requirePlan();
    RestorePoint point = run.point();
    if (point == null) {
      return Optional.of(record(run, RestorePointAssembly.begin(plan)));
    }
    return switch (point.state()) {
      case BUILDING -> building(run, plan, point, now);
      case COMPLETE -> Optional.of(complete(run, plan, point, now));
      case EXPORTING -> exporting(run, plan, point, now);
      case EXPORTED -> Optional.of(Settlement.settle(run, Outcome.SUCCEEDED, List.of(), now));
      case PARTIAL, FAILED -> Optional.of(end(run, plan, point, now));
      case RETIRING, RETIRED -> Optional.empty();
    };
  }

  private Optional<Change> building(Run run, RunPlanned plan, RestorePoint point, Instant now) {
    List<Task> stage = stage(run, plan);
    if (!stage.stream().allMatch(Task::ended)) {
      return Optional.empty();
    }
    Optional<Task> seal = task(run, SEAL);
    if (seal.isEmpty()) {
      RestorePointAssembly assembly = new RestorePointAssembly(plan, stage);
      if (!assembly.restorable()) {
        return Optional.of(record(run, assembly.point(RestorePointState.FAILED)));
      }
      RestorePointState proved =
          stage.stream().allMatch(Task::succeeded)
              ? RestorePointState.COMPLETE
              : RestorePointState.PARTIAL;
      RestorePoint described = assembly.point(proved);
      Run built = run.withPoint(RestorePointAssembly.in(described, RestorePointState.BUILDING));
      return Optional.of(Change.silent(add(built, plan, SEAL, 2, sealOf(plan, described), now)));
    }
    return seal.filter(Task::ended)
        .map(
            closing -> {
              RestorePointState next =
                  closing.succeeded() && stage.stream().allMatch(Task::succeeded)
                      ? RestorePointState.COMPLETE
                      : RestorePointState.PARTIAL;
              return record(run, RestorePointAssembly.with(point, next, closing.artifacts()));
            });
  }

  private Change complete(Run run, RunPlanned plan, RestorePoint point, Instant now) {
    List<VolumeSnapshotArtifact> snapshots =
        point.artifacts().stream()
            .filter(VolumeSnapshotArtifact.class::isInstance)
            .map(VolumeSnapshotArtifact.class::cast)
            .toList();
    if (!plan.export() || snapshots.isEmpty()) {
      return Settlement.settle(run, Outcome.SUCCEEDED, List.of(), now);
    }
    TaskSpec export = new TaskSpec.ExportSnapshots(repository(plan), snapshots);
    return record(
        add(run, plan, EXPORT, 3, export, now),
        RestorePointAssembly.in(point, RestorePointState.EXPORTING));
  }

  private Optional<Change> exporting(Run run, RunPlanned plan, RestorePoint point, Instant now) {
    Task export = task(run, EXPORT).orElseThrow();
    if (!export.ended()) {
      return Optional.empty();
    }
    if (!export.succeeded()) {
      return Optional.of(record(run, RestorePointAssembly.in(point, RestorePointState.PARTIAL)));
    }
    Optional<Task> seal = task(run, SEAL_EXPORTED);
    if (seal.isEmpty()) {
      RestorePoint described =
          RestorePointAssembly.with(point, RestorePointState.EXPORTED, export.artifacts());
      Run built = run.withPoint(RestorePointAssembly.in(described, RestorePointState.EXPORTING));
      return Optional.of(
          Change.silent(add(built, plan, SEAL_EXPORTED, 4, sealOf(plan, described), now)));
    }
    return seal.filter(Task::ended)
        .map(
            closing ->
                record(
                    run,
                    RestorePointAssembly.with(
                        point,
                        closing.succeeded()
                            ? RestorePointState.EXPORTED
                            : RestorePointState.PARTIAL,
                        closing.artifacts())));
  }

  private static Change end(Run run, RunPlanned plan, RestorePoint point, Instant now) {
    List<String> reasons = Failures.of(run.tasks());
    boolean onlyExpired =
        stage(run, plan).stream()
            .filter(t -> !t.succeeded())
            .allMatch(t -> t.status() == TaskStatus.EXPIRED);
    Outcome outcome =
        point.state() == RestorePointState.PARTIAL
            ? Outcome.PARTIAL
            : onlyExpired ? Outcome.EXPIRED : Outcome.FAILED;
    return Settlement.settle(run, outcome, reasons, now);
  }

  private Run add(Run run, RunPlanned plan, String part, int stage, TaskSpec spec, Instant now) {
    TaskId id = id(run, part, spec);
    String component = "RestorePoint/" + part;
    TaskPlanned order =
        new TaskPlanned(
            id,
            run.id(),
            plan.application(),
            plan.restorePoint(),
            component,
            1,
            spec,
            rules.closingDeadline(now, plan.notAfter()));
    PlannedTask planned =
        new PlannedTask(id, spec.executor(), TaskOrders.kind(spec), component, stage);
    return run.add(
        new Task(id, run.id(), plan.application(), planned, order, List.of())
            .next(Cause.PLAN, now, now));
  }

  private static TaskId id(Run run, String part, TaskSpec spec) {
    return DerivedIds.task(run.id(), TaskOrders.kind(spec), part);
  }

  private static Optional<Task> task(Run run, String part) {
    return run.tasks().stream()
        .filter(t -> t.planned() != null && t.planned().component().equals("RestorePoint/" + part))
        .findFirst();
  }

  private static List<Task> stage(Run run, RunPlanned plan) {
    List<Task> stage = new ArrayList<>();
    plan.tasks().forEach(t -> run.task(t.task()).ifPresent(stage::add));
    return stage;
  }

  private static TaskSpec sealOf(RunPlanned plan, RestorePoint described) {
    return new TaskSpec.SealRestorePoint(repository(plan), described);
  }

  private static RepositoryRef repository(RunPlanned plan) {
    return RepositoryRef.of(plan.location(), plan.application());
  }

  private static Change record(Run run, RestorePoint point) {
    return Change.of(run.withPoint(point), new RestorePointRecorded(point));
  }
}
