// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.DefinitionsArtifact;
import io.slackwater.contracts.artifact.DumpArtifact;
import io.slackwater.contracts.artifact.ExportArtifact;
import io.slackwater.contracts.artifact.HoldArtifact;
import io.slackwater.contracts.artifact.ImportArtifact;
import io.slackwater.contracts.artifact.KeyFileArtifact;
import io.slackwater.contracts.artifact.KeyPairArtifact;
import io.slackwater.contracts.artifact.ManifestArtifact;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.artifact.RestoredArtifact;
import io.slackwater.contracts.artifact.VerificationArtifact;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.restorepoint.RestorePoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a restore point's description into its repository, after it has looked that everything
 * that the point names is there: snapshots of repositories, and CSI snapshots that the storage
 * keeps. Blocking; thread-safe.
 */
public final class SealRestorePoint {

  private final ManifestStore store;

  /** Makes the use case. */
  public SealRestorePoint(ManifestStore store) {
    this.store = store;
  }

  /**
   * Seals. A description that is there already is used again.
   *
   * @param api of the cluster that keeps the point's CSI snapshots
   * @throws MissingArtifactsException when the point names a snapshot that is not there
   */
  public ManifestArtifact run(
      RepositoryRef repository, RestorePoint restorePoint, TaskId task, ClusterApi api, Work work) {
    work.progress("looking for what the restore point names");
    List<String> missing = new ArrayList<>(absent(restorePoint));
    missing.addAll(KeptSnapshots.faults(api, volumeSnapshots(restorePoint), work));
    if (!missing.isEmpty()) {
      throw new MissingArtifactsException(restorePoint.id(), missing);
    }
    work.checkActive();
    String snapshot =
        store
            .find(repository, restorePoint)
            .orElseGet(() -> store.save(repository, restorePoint, task, work));
    return new ManifestArtifact(repository, snapshot);
  }

  private static List<VolumeSnapshotArtifact> volumeSnapshots(RestorePoint restorePoint) {
    return restorePoint.artifacts().stream()
        .filter(VolumeSnapshotArtifact.class::isInstance)
        .map(VolumeSnapshotArtifact.class::cast)
        .toList();
  }

  private List<String> absent(RestorePoint restorePoint) {
    Map<RepositoryRef, Map<String, String>> named = new LinkedHashMap<>();
    restorePoint.artifacts().forEach(artifact -> add(named, artifact));
    List<String> missing = new ArrayList<>();
    named.forEach(
        (repository, snapshots) -> {
          Map<String, String> absent = new HashMap<>(snapshots);
          Set<String> existing = store.existing(repository, snapshots.keySet());
          absent.keySet().removeAll(existing);
          absent.forEach(
              (snapshot, what) ->
                  missing.add(
                      "%s (snapshot %s of repository %s/%s)"
                          .formatted(what, snapshot, repository.location(), repository.path())));
        });
    return missing;
  }

  private static void add(Map<RepositoryRef, Map<String, String>> named, Artifact artifact) {
    switch (artifact) {
      case DefinitionsArtifact a -> put(named, a.repository(), a.snapshot(), "the definitions");
      case ExportArtifact a ->
          put(named, a.repository(), a.snapshot(), "the export of " + a.claim().name());
      case DumpArtifact a ->
          put(named, a.repository(), a.snapshot(), "the dump of " + a.dataService());
      case ManifestArtifact a -> put(named, a.repository(), a.snapshot(), "an earlier manifest");
      case VolumeSnapshotArtifact a -> {
        // The storage system keeps it, not a repository: KeptSnapshots looks for it.
      }
      case HoldArtifact a -> {
        // How the others were cut; nothing is kept for it but this description.
      }
      case RestoredArtifact a -> {
        // A restore's report, nothing that is kept.
      }
      case VerificationArtifact a -> {
        // A restore's report, nothing that is kept.
      }
      case ImportArtifact a -> {
        // An import's report, nothing that is kept.
      }
      case KeyPairArtifact a -> {
        // Of a restore, and gone with it.
      }
      case KeyFileArtifact a -> {
        // Of a restore, and gone with it.
      }
    }
  }

  private static void put(
      Map<RepositoryRef, Map<String, String>> named,
      RepositoryRef repository,
      String snapshot,
      String what) {
    named.computeIfAbsent(repository, r -> new LinkedHashMap<>()).put(snapshot, what);
  }
}
