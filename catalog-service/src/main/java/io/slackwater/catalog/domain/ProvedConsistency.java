// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.DumpArtifact;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.restorepoint.ComponentConsistency;
import io.slackwater.contracts.restorepoint.Consistency;
import io.slackwater.contracts.run.Approach;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a backup proved of each component, and of the whole: never more than that. */
final class ProvedConsistency {
  private static final String DATA_SERVICE = "DataService/";
  private static final String VOLUME = "PersistentVolumeClaim/";

  private final Approach approach;
  private final ApplicationDiscovered composition;
  private final List<Artifact> artifacts;
  private final List<String> failures;

  /**
   * A judgement.
   *
   * @param failures why tasks did not succeed
   */
  ProvedConsistency(
      Approach approach,
      ApplicationDiscovered composition,
      List<Artifact> artifacts,
      List<String> failures) {
    this.approach = approach;
    this.composition = composition;
    this.artifacts = artifacts;
    this.failures = failures;
  }

  /** Every component of the application, captured or not. */
  List<ComponentConsistency> components() {
    return switch (approach) {
      case STORAGE_SNAPSHOT -> composition.volumes().stream().map(this::snapshot).toList();
      case DATA_SERVICE -> dumped();
      case SNAPSHOT_WITH_HOOKS -> {
        HeldConsistency held = new HeldConsistency(approach, artifacts);
        yield composition.volumes().stream().map(claim -> held(held, claim)).toList();
      }
      case APPLICATION -> {
        HeldConsistency held = new HeldConsistency(approach, artifacts);
        yield Stream.concat(
                composition.dataServices().stream().map(service -> held(held, service)),
                composition.volumes().stream().map(claim -> held(held, claim)))
            .toList();
      }
    };
  }

  /**
   * The least that was proved of what an approach is there to capture. What it leaves out by its
   * nature is listed as not captured and lowers nothing: a dump is worth what its tool proved.
   */
  static Consistency least(Approach approach, List<ComponentConsistency> components) {
    Set<String> captured =
        switch (approach) {
          case STORAGE_SNAPSHOT, SNAPSHOT_WITH_HOOKS -> Set.of(VOLUME);
          case DATA_SERVICE -> Set.of(DATA_SERVICE);
          case APPLICATION -> Set.of(VOLUME, DATA_SERVICE);
        };
    return components.stream()
        .filter(component -> captured.stream().anyMatch(component.component()::startsWith))
        .map(ComponentConsistency::consistency)
        .min(Consistency::compareTo)
        .orElse(Consistency.NOT_CAPTURED);
  }

  private ComponentConsistency snapshot(VolumeClaim claim) {
    return isCut(claim)
        ? new ComponentConsistency(
            volume(claim), Consistency.CRASH, "a storage snapshot; no data service was asked")
        : missing(volume(claim), "no snapshot of it was made");
  }

  private ComponentConsistency held(HeldConsistency held, VolumeClaim claim) {
    return isCut(claim)
        ? held.volume(volume(claim), claim.name())
        : missing(volume(claim), "no snapshot of it was made");
  }

  private ComponentConsistency held(HeldConsistency held, DataService service) {
    List<DumpArtifact> dumps = dumps(service);
    return dumps.isEmpty()
        ? missing(dataService(service), "it was not dumped")
        : held.dumps(dataService(service), dumps);
  }

  private List<ComponentConsistency> dumped() {
    List<ComponentConsistency> components = new ArrayList<>();
    for (DataService service : composition.dataServices()) {
      components.add(
          dumps(service).isEmpty()
              ? missing(dataService(service), "it was not dumped")
              : new ComponentConsistency(
                  dataService(service),
                  Consistency.DATA_SERVICE_NATIVE,
                  "one transaction per database, by the database's own tool"));
    }
    Set<String> covered =
        composition.dataServices().stream()
            .filter(service -> !dumps(service).isEmpty())
            .flatMap(service -> service.claims().stream())
            .collect(Collectors.toSet());
    composition.volumes().stream()
        .filter(claim -> !covered.contains(claim.name()))
        .map(
            claim ->
                missing(
                    volume(claim), "the approach data-service dumps data services, not volumes"))
        .forEach(components::add);
    return components;
  }

  private boolean isCut(VolumeClaim claim) {
    return artifacts.stream()
        .anyMatch(
            a ->
                a instanceof VolumeSnapshotArtifact snapshot
                    && snapshot.claim().name().equals(claim.name()));
  }

  private List<DumpArtifact> dumps(DataService service) {
    return artifacts.stream()
        .filter(DumpArtifact.class::isInstance)
        .map(DumpArtifact.class::cast)
        .filter(dump -> dump.dataService().equals(service.name()))
        .toList();
  }

  private ComponentConsistency missing(String component, String reason) {
    return new ComponentConsistency(
        component,
        Consistency.NOT_CAPTURED,
        failures.isEmpty() ? reason : reason + "; " + String.join("; ", failures));
  }

  private static String volume(VolumeClaim claim) {
    return VOLUME + claim.name();
  }

  private static String dataService(DataService service) {
    return DATA_SERVICE + service.name();
  }
}
