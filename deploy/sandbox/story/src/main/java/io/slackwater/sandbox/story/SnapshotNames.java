// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.DefinitionsArtifact;
import io.slackwater.contracts.artifact.DumpArtifact;
import io.slackwater.contracts.artifact.ExportArtifact;
import io.slackwater.contracts.artifact.HoldArtifact;
import io.slackwater.contracts.artifact.ImportArtifact;
import io.slackwater.contracts.artifact.KeyFileArtifact;
import io.slackwater.contracts.artifact.KeyPairArtifact;
import io.slackwater.contracts.artifact.ManifestArtifact;
import io.slackwater.contracts.artifact.RestoredArtifact;
import io.slackwater.contracts.artifact.VerificationArtifact;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.sandbox.story.hub.HubClient;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The repository's snapshots that restore points name. */
final class SnapshotNames {

  private final HubClient hub;

  SnapshotNames(HubClient hub) {
    this.hub = hub;
  }

  /** Those of all restore points of an application. */
  Set<String> ofApplication(String application) {
    Set<String> names = new TreeSet<>();
    hub.restorePoints(application).stream()
        .map(hub::restorePoint)
        .flatMap(point -> point.artifacts().stream())
        .forEach(artifact -> snapshot(artifact).ifPresent(names::add));
    return names;
  }

  private static Optional<String> snapshot(Artifact artifact) {
    return switch (artifact) {
      case DefinitionsArtifact a -> Optional.of(a.snapshot());
      case ExportArtifact a -> Optional.of(a.snapshot());
      case DumpArtifact a -> Optional.of(a.snapshot());
      case ManifestArtifact a -> Optional.of(a.snapshot());
      case VolumeSnapshotArtifact ignored -> Optional.empty();
      case HoldArtifact ignored -> Optional.empty();
      case RestoredArtifact ignored -> Optional.empty();
      case VerificationArtifact ignored -> Optional.empty();
      case ImportArtifact ignored -> Optional.empty();
      case KeyPairArtifact ignored -> Optional.empty();
      case KeyFileArtifact ignored -> Optional.empty();
    };
  }
}
