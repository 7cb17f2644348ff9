// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.DefinitionsArtifact;
import io.slackwater.contracts.artifact.DumpArtifact;
import io.slackwater.contracts.artifact.ExportArtifact;
import io.slackwater.contracts.artifact.ManifestArtifact;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.RestorePointOrigin;
import io.slackwater.contracts.restorepoint.RestorePointState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A restore point as its repository describes it, seen from a fleet that may call the location
 * otherwise than the one that made it.
 */
public final class FoundPoint {

  private static final Set<RestorePointState> WHOLE =
      EnumSet.of(RestorePointState.COMPLETE, RestorePointState.EXPORTED, RestorePointState.PARTIAL);

  private final RepositoryRef repository;
  private final RestorePoint described;

  /** A description that was found in this repository. */
  public FoundPoint(RepositoryRef repository, RestorePoint described) {
    this.repository = repository;
    this.described = described;
  }

  /**
   * Why it cannot be taken in; empty when it can.
   *
   * @param snapshots the ids of all snapshots of the repository
   */
  public Optional<String> fault(Set<String> snapshots) {
    if (!described.application().key().equals(repository.path())) {
      return Optional.of(
          "it describes a restore point of %s, which this repository is not of: nobody of Slackwater wrote it there"
              .formatted(described.application()));
    }
    if (!WHOLE.contains(described.state())) {
      return Optional.of(
          "it says that restore point %s is %s: there is nothing to restore from"
              .formatted(described.id(), described.state()));
    }
    List<String> gone =
        described.artifacts().stream()
            .flatMap(artifact -> snapshot(artifact).stream())
            .filter(id -> !snapshots.contains(id))
            .distinct()
            .toList();
    return gone.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "restore point %s names snapshots %s, which the repository has no longer: it was retired, or its repository was damaged; use another point"
                .formatted(described.id(), gone));
  }

  /** The point, in the words of the fleet that reads it. */
  public RestorePoint from(RestorePointOrigin origin) {
    List<Artifact> artifacts =
        new ArrayList<>(described.artifacts().stream().map(this::here).toList());
    artifacts.add(new ManifestArtifact(repository, origin.manifest()));
    return new RestorePoint(
        described.id(),
        described.application(),
        described.run(),
        described.policy(),
        described.approach(),
        repository.location(),
        described.state(),
        described.consistency(),
        described.components(),
        described.composition(),
        artifacts,
        described.cutAt(),
        described.createdAt(),
        described.logicalBytes(),
        described.storedBytes(),
        origin);
  }

  private static Optional<String> snapshot(Artifact artifact) {
    return switch (artifact) {
      case DefinitionsArtifact a -> Optional.of(a.snapshot());
      case ExportArtifact a -> Optional.of(a.snapshot());
      case DumpArtifact a -> Optional.of(a.snapshot());
      default -> Optional.empty();
    };
  }

  private Artifact here(Artifact artifact) {
    return switch (artifact) {
      case DefinitionsArtifact a ->
          new DefinitionsArtifact(
              repository,
              a.snapshot(),
              a.objects(),
              a.kinds(),
              a.logicalBytes(),
              a.storedBytes(),
              a.capturedAt());
      case ExportArtifact a ->
          new ExportArtifact(
              a.claim(),
              repository,
              a.snapshot(),
              a.files(),
              a.logicalBytes(),
              a.storedBytes(),
              a.exportedAt());
      case DumpArtifact a ->
          new DumpArtifact(
              a.dataService(),
              a.blueprint(),
              a.database(),
              repository,
              a.snapshot(),
              a.path(),
              a.sha256(),
              a.logicalBytes(),
              a.storedBytes(),
              a.tool(),
              a.pod(),
              a.replica(),
              a.serverVersion(),
              a.cutAt(),
              a.hold());
      case ManifestArtifact a -> new ManifestArtifact(repository, a.snapshot());
      default -> artifact;
    };
  }
}
