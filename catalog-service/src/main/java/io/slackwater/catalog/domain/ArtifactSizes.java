// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

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
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What artifacts amount to, in bytes and in time. */
final class ArtifactSizes {
  private ArtifactSizes() {}

  /** The data they stand for; a volume that was exported counts once, by its files. */
  static long logical(List<Artifact> artifacts) {
    Set<String> exported =
        artifacts.stream()
            .filter(ExportArtifact.class::isInstance)
            .map(a -> ((ExportArtifact) a).claim().name())
            .collect(Collectors.toSet());
    return artifacts.stream()
        .mapToLong(
            artifact ->
                switch (artifact) {
                  case DefinitionsArtifact a -> a.logicalBytes();
                  case DumpArtifact a -> a.logicalBytes();
                  case ExportArtifact a -> a.logicalBytes();
                  case VolumeSnapshotArtifact a ->
                      exported.contains(a.claim().name()) ? 0 : a.restoreSizeBytes();
                  case HoldArtifact a -> 0;
                  case ManifestArtifact a -> 0;
                  case RestoredArtifact a -> 0;
                  case VerificationArtifact a -> 0;
                  case ImportArtifact a -> 0;
                  case KeyPairArtifact a -> 0;
                  case KeyFileArtifact a -> 0;
                })
        .sum();
  }

  /** What they added to the repository. */
  static long stored(List<Artifact> artifacts) {
    return artifacts.stream()
        .mapToLong(
            artifact ->
                switch (artifact) {
                  case DefinitionsArtifact a -> a.storedBytes();
                  case DumpArtifact a -> a.storedBytes();
                  case ExportArtifact a -> a.storedBytes();
                  case VolumeSnapshotArtifact a -> 0;
                  case HoldArtifact a -> 0;
                  case ManifestArtifact a -> 0;
                  case RestoredArtifact a -> 0;
                  case VerificationArtifact a -> 0;
                  case ImportArtifact a -> 0;
                  case KeyPairArtifact a -> 0;
                  case KeyFileArtifact a -> 0;
                })
        .sum();
  }

  /** The instant that an artifact shows; absent for one that shows none of its own. */
  static @Nullable Instant cutAt(Artifact artifact) {
    return switch (artifact) {
      case DefinitionsArtifact a -> a.capturedAt();
      case DumpArtifact a -> a.cutAt();
      case VolumeSnapshotArtifact a -> a.createdAt();
      case ExportArtifact a -> null;
      case HoldArtifact a -> a.cutAt();
      case ManifestArtifact a -> null;
      case RestoredArtifact a -> null;
      case VerificationArtifact a -> null;
      case ImportArtifact a -> null;
      case KeyPairArtifact a -> null;
      case KeyFileArtifact a -> null;
    };
  }
}
