// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.DefinitionsArtifact;
import io.slackwater.contracts.artifact.DumpArtifact;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.restorepoint.ComponentConsistency;
import io.slackwater.contracts.restorepoint.Consistency;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.RestorePointState;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.RunPlanned;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Builds a restore point from a backup's plan and what the tasks of its first stage produced. */
final class RestorePointAssembly {
  private static final String DATA_SERVICE = "DataService/";
  private static final String VOLUME = "PersistentVolumeClaim/";

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
        ArtifactSizes.stored(all));
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
        least(components),
        components,
        plan.composition(),
        artifacts,
        artifacts.stream()
            .map(ArtifactSizes::cutAt)
            .filter(Objects::nonNull)
            .min(java.time.Instant::compareTo)
            .orElse(null),
        plan.plannedAt(),
        ArtifactSizes.logical(artifacts),
        ArtifactSizes.stored(artifacts));
  }

  /**
   * The least that was proved of what the approach is there to capture. What it leaves out by its
   * nature is listed as not captured and lowers nothing: a dump is worth what its tool proved.
   */
  private Consistency least(List<ComponentConsistency> components) {
    String prefix = approach() == Approach.DATA_SERVICE ? DATA_SERVICE : VOLUME;
    return components.stream()
        .filter(component -> component.component().startsWith(prefix))
        .map(ComponentConsistency::consistency)
        .min(Consistency::compareTo)
        .orElse(Consistency.NOT_CAPTURED);
  }

  private Approach approach() {
    return Objects.requireNonNull(plan.approach(), "a backup's plan names its approach");
  }

  private List<ComponentConsistency> components() {
    ApplicationDiscovered composition = plan.composition();
    if (composition == null || stage.isEmpty()) {
      return List.of();
    }
    return switch (approach()) {
      case STORAGE_SNAPSHOT -> composition.volumes().stream().map(this::snapshot).toList();
      case DATA_SERVICE -> dumped(composition);
    };
  }

  private ComponentConsistency snapshot(VolumeClaim claim) {
    boolean cut =
        artifacts.stream()
            .anyMatch(
                a ->
                    a instanceof VolumeSnapshotArtifact snapshot
                        && snapshot.claim().name().equals(claim.name()));
    return cut
        ? new ComponentConsistency(
            volume(claim), Consistency.CRASH, "a storage snapshot; no data service was asked")
        : missing(volume(claim), "no snapshot of it was made");
  }

  private List<ComponentConsistency> dumped(ApplicationDiscovered composition) {
    List<ComponentConsistency> components = new ArrayList<>();
    List<String> covered = new ArrayList<>();
    for (DataService service : composition.dataServices()) {
      boolean dumped =
          artifacts.stream()
              .anyMatch(
                  a -> a instanceof DumpArtifact dump && dump.dataService().equals(service.name()));
      if (dumped) {
        covered.addAll(service.claims());
        components.add(
            new ComponentConsistency(
                dataService(service),
                Consistency.DATA_SERVICE_NATIVE,
                "one transaction per database, by the database's own tool"));
      } else {
        components.add(missing(dataService(service), "it was not dumped"));
      }
    }
    composition.volumes().stream()
        .filter(claim -> !covered.contains(claim.name()))
        .map(
            claim ->
                missing(
                    volume(claim), "the approach data-service dumps data services, not volumes"))
        .forEach(components::add);
    return components;
  }

  private ComponentConsistency missing(String component, String reason) {
    List<String> failures = Failures.of(stage);
    return new ComponentConsistency(
        component,
        Consistency.NOT_CAPTURED,
        failures.isEmpty() ? reason : reason + "; " + String.join("; ", failures));
  }

  private static boolean holdsData(Artifact artifact) {
    return artifact instanceof DumpArtifact || artifact instanceof VolumeSnapshotArtifact;
  }

  private static String volume(VolumeClaim claim) {
    return VOLUME + claim.name();
  }

  private static String dataService(DataService service) {
    return DATA_SERVICE + service.name();
  }
}
