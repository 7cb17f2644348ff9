// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.DerivedIds;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.run.RestoreSource;
import io.slackwater.contracts.run.RunKind;
import io.slackwater.contracts.task.ExecutorKind;
import io.slackwater.contracts.task.RestoreTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges restores and plans those that can be done. */
public final class RestorePlanner {
  private final Duration deadline;

  /**
   * A planner.
   *
   * @param deadline how long a restore may take from when it was planned or resumed
   */
  public RestorePlanner(Duration deadline) {
    this.deadline = deadline;
  }

  /** The plan, or every reason against it. Changes nothing. */
  public Admission plan(RestoreOrder order, RestoreFacts facts, Instant now) {
    RestorePoint point = facts.point();
    if (point == null) {
      return refused(
          Refusal.Kind.UNKNOWN_RESTORE_POINT,
          "there is no restore point %s: list them with GET /api/v1/restore-points"
              .formatted(order.restorePoint()));
    }
    ClusterId granter =
        facts.ownerAlive() ? point.application().cluster() : order.target().cluster();
    RestorePlan plan = new RestorePlan(point, order, granter, now, now.plus(deadline));
    List<Refusal> refusals = new ArrayList<>(executorFaults(order.target(), facts, plan));
    refusals.addAll(pointFaults(point, order, plan));
    refusals.addAll(targetFaults(order.target(), facts));
    return refusals.isEmpty()
        ? new Admission.Admitted(plan.run())
        : new Admission.Refused(refusals);
  }

  /** The run of an order; the same for the same request. */
  public static RunId runOf(RestoreOrder order, RestorePoint point) {
    return DerivedIds.requestedRun(order.request(), RestorePlan.application(point, order.target()));
  }

  /** Why a run cannot be taken up again; empty when it can. */
  public static Optional<Refusal> resumeFault(Run run, RestoreFacts facts) {
    boolean failedRestore =
        run.plan() != null
            && run.plan().kind() == RunKind.RESTORE
            && run.state().successors().contains(RunState.RUNNING)
            && run.state().settled();
    if (!failedRestore) {
      return Optional.of(
          new Refusal(
              Refusal.Kind.NOT_RESUMABLE,
              "run %s is %s: only a restore that FAILED or EXPIRED can be resumed"
                  .formatted(run.id(), run.state())));
    }
    if (facts.point() == null || !RestorePointStates.restorable(facts.point().state())) {
      return Optional.of(
          new Refusal(
              Refusal.Kind.NOT_RESTORABLE,
              "the restore point of run %s is gone: restore from another one".formatted(run.id())));
    }
    return facts.openRestores().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                Refusal.Kind.TARGET_BUSY,
                "run %s restores into the same namespace: wait until it settles"
                    .formatted(facts.openRestores().getFirst())));
  }

  /** Takes a failed restore up again where it failed. */
  public Change resume(Run run, Instant now) {
    return RestoreSteps.resume(run, now, now.plus(deadline));
  }

  private static List<Refusal> pointFaults(
      RestorePoint point, RestoreOrder order, RestorePlan plan) {
    List<Refusal> faults = new ArrayList<>();
    if (!RestorePointStates.restorable(point.state())) {
      faults.add(
          new Refusal(
              Refusal.Kind.NOT_RESTORABLE,
              "restore point %s is %s: choose one that is COMPLETE, EXPORTED or PARTIAL, or wait"
                  .formatted(point.id(), point.state())));
    } else if (plan.definitions().isEmpty()) {
      faults.add(
          new Refusal(
              Refusal.Kind.NOT_RESTORABLE,
              "restore point %s has no definitions: choose another one".formatted(point.id())));
    }
    List<String> missing = plan.volumesWithoutSource();
    if (!missing.isEmpty()) {
      String why =
          order.source() == RestoreSource.EXPORT
              ? "volumes %s of restore point %s have no export: ask with source BEST, or back up"
                  + " with export"
              : "the snapshots of volumes %s of restore point %s are in cluster "
                  + point.application().cluster()
                  + " and they have no export: restore there, or back up with export";
      faults.add(new Refusal(Refusal.Kind.NOT_EXPORTED, why.formatted(missing, point.id())));
    }
    if (order.source() == RestoreSource.DUMP && !plan.loads()) {
      faults.add(
          new Refusal(
              Refusal.Kind.NO_DUMP,
              "restore point %s has no dump: ask with source BEST or EXPORT, or back up by the approach application or data-service"
                  .formatted(point.id())));
    }
    return faults;
  }

  private static List<Refusal> targetFaults(RestoreTarget target, RestoreFacts facts) {
    List<Refusal> faults = new ArrayList<>();
    if (facts.namespaceExists()) {
      faults.add(
          new Refusal(
              Refusal.Kind.NAMESPACE_EXISTS,
              "namespace %s exists in cluster %s: name another one, or delete it first"
                  .formatted(target.namespace(), target.cluster())));
    }
    if (!facts.openRestores().isEmpty()) {
      faults.add(
          new Refusal(
              Refusal.Kind.TARGET_BUSY,
              "run %s restores into namespace %s of cluster %s: wait until it settles"
                  .formatted(
                      facts.openRestores().getFirst(), target.namespace(), target.cluster())));
    }
    return faults;
  }

  private static List<Refusal> executorFaults(
      RestoreTarget target, RestoreFacts facts, RestorePlan plan) {
    Set<ExecutorKind> missing = EnumSet.noneOf(ExecutorKind.class);
    plan.tasks().forEach(t -> missing.add(t.spec().executor()));
    missing.removeAll(facts.alive());
    if (missing.isEmpty()) {
      return List.of();
    }
    return List.of(
        new Refusal(
            Refusal.Kind.NO_EXECUTOR,
            "no %s executor of cluster %s is alive: check the cluster's name, start the executor"
                    .formatted(missing, target.cluster())
                + " there, then ask again"));
  }

  private static Admission refused(Refusal.Kind kind, String detail) {
    return new Admission.Refused(List.of(new Refusal(kind, detail)));
  }
}
