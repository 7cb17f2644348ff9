// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.ExportArtifact;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.run.RestoreSource;
import io.slackwater.contracts.task.VolumeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where each captured volume is taken from: its snapshot when the target is the cluster that made
 * it and nobody asked for the export, with the export beside it in case the storage has lost the
 * snapshot; else its export.
 */
final class VolumeChoice {
  private final List<VolumeSource> sources = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  VolumeChoice(RestorePoint point, RestoreOrder order) {
    Map<String, VolumeSnapshotArtifact> snapshots = new TreeMap<>();
    Map<String, ExportArtifact> exports = new TreeMap<>();
    for (Artifact artifact : point.artifacts()) {
      if (artifact instanceof VolumeSnapshotArtifact snapshot) {
        snapshots.put(snapshot.claim().name(), snapshot);
      } else if (artifact instanceof ExportArtifact export) {
        exports.put(export.claim().name(), export);
      }
    }
    boolean sameCluster = point.application().cluster().equals(order.target().cluster());
    boolean bySnapshot = sameCluster && order.source() == RestoreSource.BEST;
    Set<String> claims = new TreeSet<>(snapshots.keySet());
    claims.addAll(exports.keySet());
    for (String claim : claims) {
      VolumeSnapshotArtifact snapshot = bySnapshot ? snapshots.get(claim) : null;
      ExportArtifact export = exports.get(claim);
      if (snapshot != null) {
        sources.add(new VolumeSource.Snapshot(snapshot, export));
      } else if (export != null) {
        sources.add(new VolumeSource.Export(export));
      } else {
        missing.add(claim);
      }
    }
  }

  List<VolumeSource> sources() {
    return List.copyOf(sources);
  }

  /** The claims that nothing can fill. */
  List<String> missing() {
    return List.copyOf(missing);
  }
}
