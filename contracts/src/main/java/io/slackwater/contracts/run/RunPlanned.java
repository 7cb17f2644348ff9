// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.run;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.PolicyName;
import io.slackwater.contracts.id.RequestId;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run was made. Backups are planned by policy-service, restores by catalog-service.
 *
 * @param approach present for a backup only
 * @param restorePoint the point that a backup builds, that a restore brings back, that a retirement
 *     takes away, whose retirement made the maintenance due, or for whose restore a key file was
 *     made; for an import a name that no point has
 * @param export whether snapshots are also copied into the location
 * @param application the application protected, or the one that the restore makes (at its target)
 * @param composition what the application consisted of when a backup was planned
 * @param tasks what is known of the tasks when planned; for a backup, catalog-service adds exports
 *     and the seal
 * @param notAfter when the run counts as expired
 * @param keep which restore points of the policy and application are kept from now on; absent when
 *     nothing is said about it
 */
public record RunPlanned(
    RunId run,
    RunKind kind,
    ApplicationId application,
    @Nullable Approach approach,
    RestorePointId restorePoint,
    LocationName location,
    boolean export,
    Trigger trigger,
    @Nullable PolicyName policy,
    @Nullable RequestId request,
    @Nullable ApplicationDiscovered composition,
    List<PlannedTask> tasks,
    Instant plannedAt,
    Instant notAfter,
    @Nullable KeepRules keep)
    implements RunEvent {

  /** Copies the list. */
  public RunPlanned {
    tasks = List.copyOf(tasks);
  }

  /** A plan that says nothing of what is kept. */
  public RunPlanned(
      RunId run,
      RunKind kind,
      ApplicationId application,
      @Nullable Approach approach,
      RestorePointId restorePoint,
      LocationName location,
      boolean export,
      Trigger trigger,
      @Nullable PolicyName policy,
      @Nullable RequestId request,
      @Nullable ApplicationDiscovered composition,
      List<PlannedTask> tasks,
      Instant plannedAt,
      Instant notAfter) {
    this(
        run,
        kind,
        application,
        approach,
        restorePoint,
        location,
        export,
        trigger,
        policy,
        request,
        composition,
        tasks,
        plannedAt,
        notAfter,
        null);
  }
}
