// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.DumpArtifact;
import io.slackwater.contracts.artifact.ExportArtifact;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.run.RestoreSource;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.contracts.task.VolumeSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where each piece of data is taken from, each from one place only. A volume: from its snapshot
 * when the target is the cluster that made it and nobody asked for the export, with the export
 * beside it in case the storage has lost the snapshot; else from its export. A data service: with
 * its volumes, as they were cut with all others; from its dump when somebody asks for that, or when
 * not all of its volumes can be had.
 */
final class DataChoice {
  private final RestoreOrder order;
  private final Map<String, VolumeSource> volumes = new TreeMap<>();
  private final Map<String, List<DumpArtifact>> dumps = new TreeMap<>();
  private final Set<String> missing = new TreeSet<>();

  DataChoice(RestorePoint point, RestoreOrder order) {
    this.order = order;
    chooseVolumes(point);
    if (point.composition() != null) {
      chooseDumps(point, point.composition().dataServices());
    }
  }

  List<VolumeSource> volumes() {
    return List.copyOf(volumes.values());
  }

  /** What is loaded into a data service; empty when its volumes hold its data. */
  List<DumpArtifact> dumps(DataService service) {
    return dumps.getOrDefault(service.name(), List.of());
  }

  /** The captured claims whose data can be had from nowhere. */
  List<String> missing() {
    return List.copyOf(missing);
  }

  private void chooseVolumes(RestorePoint point) {
    Map<String, VolumeSnapshotArtifact> snapshots = new TreeMap<>();
    Map<String, ExportArtifact> exports = new TreeMap<>();
    for (Artifact artifact : point.artifacts()) {
      if (artifact instanceof VolumeSnapshotArtifact snapshot) {
        snapshots.put(snapshot.claim().name(), made(snapshot));
      } else if (artifact instanceof ExportArtifact export) {
        exports.put(export.claim().name(), made(export));
      }
    }
    boolean sameCluster = point.application().cluster().equals(order.target().cluster());
    boolean bySnapshot = sameCluster && order.source() != RestoreSource.EXPORT;
    exports.forEach((claim, export) -> volumes.put(claim, new VolumeSource.Export(export)));
    snapshots.forEach(
        (claim, snapshot) -> {
          if (bySnapshot) {
            volumes.put(claim, new VolumeSource.Snapshot(snapshot, exports.get(claim)));
          } else if (!exports.containsKey(claim)) {
            missing.add(claim);
          }
        });
  }

  private void chooseDumps(RestorePoint point, List<DataService> services) {
    Set<String> loaded = new HashSet<>();
    for (DataService service : services) {
      List<DumpArtifact> own = new ArrayList<>();
      for (Artifact artifact : point.artifacts()) {
        if (artifact instanceof DumpArtifact dump && dump.dataService().equals(service.name())) {
          own.add(dump);
        }
      }
      boolean inVolumes =
          !service.claims().isEmpty() && volumes.keySet().containsAll(service.claims());
      if (!own.isEmpty() && (order.source() == RestoreSource.DUMP || !inVolumes)) {
        dumps.put(service.name(), own);
        loaded.addAll(service.claims());
      }
    }
    volumes.keySet().removeAll(loaded);
    missing.removeAll(loaded);
  }

  private VolumeSnapshotArtifact made(VolumeSnapshotArtifact snapshot) {
    return new VolumeSnapshotArtifact(
        made(snapshot.claim()),
        snapshot.driver(),
        snapshot.snapshotClass(),
        snapshot.handle(),
        snapshot.content(),
        snapshot.restoreSizeBytes(),
        snapshot.createdAt());
  }

  private ExportArtifact made(ExportArtifact export) {
    return new ExportArtifact(
        made(export.claim()),
        export.repository(),
        export.snapshot(),
        export.files(),
        export.logicalBytes(),
        export.storedBytes(),
        export.exportedAt());
  }

  /** The claim as it is to be made at the target. */
  private VolumeClaim made(VolumeClaim claim) {
    RestoreTarget target = order.target();
    return new VolumeClaim(
        claim.name(),
        target.storageClass(claim.storageClass()),
        claim.capacityBytes(),
        claim.accessModes(),
        claim.volumeMode(),
        claim.driver(),
        claim.labels());
  }
}
