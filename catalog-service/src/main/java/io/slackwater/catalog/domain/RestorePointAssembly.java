// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.DefinitionsArtifact;
import io.slackwater.contracts.artifact.DumpArtifact;
import io.slackwater.contracts.artifact.HoldArtifact;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.restorepoint.ComponentConsistency;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.RestorePointState;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.RunPlanned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds a restore point from a backup's plan and what the tasks of its first stage produced. */
final class RestorePointAssembly {
  private final RunPlanned plan;
  private final List<Task> stage;
  private final List<Artifact> artifacts;

  RestorePointAssembly(RunPlanned plan, List<Task> stage) {
    this.plan = plan;
    this.stage = stage;
    this.artifacts = stage.stream().flatMap(t -> t.artifacts().stream()).toList();
  }

  /** The point when its run was planned: nothing is in it. */
  static RestorePoint begin(RunPlanned plan) {
    return new RestorePointAssembly(plan, List.of()).point(RestorePointState.BUILDING);
  }

  /** The same point in another state. */
  static RestorePoint in(RestorePoint point, RestorePointState state) {
    return with(point, state, List.of());
  }

  /** The same point with more artifacts, in another state. */
  static RestorePoint with(RestorePoint point, RestorePointState state, List<Artifact> more) {
    List<Artifact> all = new ArrayList<>(point.artifacts());
    all.addAll(more);
    return new RestorePoint(
        point.id(),
        point.application(),
        point.run(),
        point.policy(),
        point.approach(),
        point.location(),
        state,
        point.consistency(),
        point.components(),
        point.composition(),
        all,
        point.cutAt(),
        point.createdAt(),
        ArtifactSizes.logical(all),
        ArtifactSizes.stored(all),
        point.origin());
  }

  /** Whether an application could be made again from it: definitions, and some of its data. */
  boolean restorable() {
    boolean definitions = artifacts.stream().anyMatch(DefinitionsArtifact.class::isInstance);
    boolean data = artifacts.stream().anyMatch(RestorePointAssembly::holdsData);
    return definitions && (data || stage.stream().allMatch(Task::succeeded));
  }

  RestorePoint point(RestorePointState state) {
    List<ComponentConsistency> components = components();
    return new RestorePoint(
        plan.restorePoint(),
        plan.application(),
        plan.run(),
        plan.policy(),
        approach(),
        plan.location(),
        state,
        ProvedConsistency.least(approach(), components),
        components,
        plan.composition(),
        artifacts,
        cutAt(),
        plan.plannedAt(),
        ArtifactSizes.logical(artifacts),
        ArtifactSizes.stored(artifacts));
  }

  private Approach approach() {
    return Objects.requireNonNull(plan.approach(), "a backup's plan names its approach");
  }

  private List<ComponentConsistency> components() {
    ApplicationDiscovered composition = plan.composition();
    return composition == null || stage.isEmpty()
        ? List.of()
        : new ProvedConsistency(approach(), composition, artifacts, Failures.of(stage))
            .components();
  }

  /** The cut of the hold, where there was one; else the oldest thing that the point shows. */
  private @Nullable Instant cutAt() {
    return artifacts.stream()
        .filter(HoldArtifact.class::isInstance)
        .map(ArtifactSizes::cutAt)
        .findFirst()
        .orElseGet(
            () ->
                artifacts.stream()
                    .map(ArtifactSizes::cutAt)
                    .filter(Objects::nonNull)
                    .min(Instant::compareTo)
                    .orElse(null));
  }

  private static boolean holdsData(Artifact artifact) {
    return artifact instanceof DumpArtifact || artifact instanceof VolumeSnapshotArtifact;
  }
}
