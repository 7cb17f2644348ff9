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
import java.util.TreeMap;

/**
 * Where each captured volume is taken from: its snapshot when the target is the cluster that made
 * it and nobody asked for the export, else its export.
 */
final class VolumeChoice {
  private final List<VolumeSource> sources = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  VolumeChoice(RestorePoint point, RestoreOrder order) {
    Map<String, VolumeSource> snapshots = new TreeMap<>();
    Map<String, VolumeSource> exports = new TreeMap<>();
    for (Artifact artifact : point.artifacts()) {
      if (artifact instanceof VolumeSnapshotArtifact snapshot) {
        snapshots.put(snapshot.claim().name(), new VolumeSource.Snapshot(snapshot));
      } else if (artifact instanceof ExportArtifact export) {
        exports.put(export.claim().name(), new VolumeSource.Export(export));
      }
    }
    boolean sameCluster = point.application().cluster().equals(order.target().cluster());
    boolean bySnapshot = sameCluster && order.source() == RestoreSource.BEST;
    Map<String, VolumeSource> all = new TreeMap<>(snapshots);
    all.putAll(exports);
    for (String claim : all.keySet()) {
      VolumeSource chosen =
          bySnapshot && snapshots.containsKey(claim) ? snapshots.get(claim) : exports.get(claim);
      if (chosen == null) {
        missing.add(claim);
      } else {
        sources.add(chosen);
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
