// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.run.RestoreSource;
import java.util.List;

/**
 * The disasters: each asks for another restore, the last one destroys the snapshots too. For one
 * thread.
 */
final class Disasters {

  private final Narrator narrator;
  private final Checks checks;
  private final Replay replay;
  private final SnapshotContents contents;

  Disasters(Narrator narrator, Checks checks, Replay replay, KubernetesClient cluster) {
    this.narrator = narrator;
    this.checks = checks;
    this.replay = replay;
    this.contents = new SnapshotContents(cluster);
  }

  /** Plays all of them; what each restore came to. */
  List<Report.Approach> play(Backups backups) {
    narrator.chapter("Disaster 1: the namespace is deleted; restore from the dump");
    Report.Approach first = replay.play(backups.dump(), RestoreSource.BEST, Origin.DUMP, () -> {});
    narrator.chapter("Disaster 2: again; restore from the held snapshots, which outlived it");
    Report.Approach second =
        replay.play(
            backups.hooks(),
            RestoreSource.BEST,
            Origin.SNAPSHOT,
            () -> checkOutlived(backups.all()));
    narrator.chapter("Disaster 3: again; restore a dump and a snapshot of one hold");
    Report.Approach third =
        replay.play(backups.application(), RestoreSource.DUMP, Origin.DUMP_AND_SNAPSHOT, () -> {});
    narrator.chapter("Disaster 4: again, and the snapshots too; restore from the export");
    Report.Approach fourth =
        replay.play(backups.snapshot(), RestoreSource.BEST, Origin.EXPORT, this::destroySnapshots);
    return List.of(first, second, third, fourth);
  }

  private void checkOutlived(List<Backup> backups) {
    List<String> wanted =
        backups.stream()
            .flatMap(backup -> backup.point().artifacts().stream())
            .filter(VolumeSnapshotArtifact.class::isInstance)
            .map(artifact -> ((VolumeSnapshotArtifact) artifact).handle())
            .sorted()
            .toList();
    List<String> kept = contents.handles();
    checks.that(
        "the namespace is gone and its snapshots are not (%d VolumeSnapshotContents)"
            .formatted(kept.size()),
        !wanted.isEmpty() && kept.equals(wanted),
        "the restore points name the handles %s, the cluster has %s".formatted(wanted, kept));
  }

  private void destroySnapshots() {
    int before = contents.handles().size();
    narrator.step("the storage deletes its snapshots", contents::destroy);
    int after = contents.handles().size();
    checks.that(
        "no snapshot is left to restore from (%d VolumeSnapshotContents before, %d after)"
            .formatted(before, after),
        before > 0 && after == 0,
        "there were %d and there are %d".formatted(before, after));
  }
}
