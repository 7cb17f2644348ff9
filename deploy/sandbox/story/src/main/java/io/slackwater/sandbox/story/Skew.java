// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.slackwater.contracts.artifact.HoldArtifact;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.restorepoint.RestorePoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far apart the snapshots of a restore point were cut.
 *
 * @param millis between the first and the last cut, by the storage's clock
 * @param uncertaintyMillis by how much that may be wrong: the resolution of that clock
 */
record Skew(long millis, long uncertaintyMillis) {

  /**
   * As the hold says, or where there was none as the snapshots of one driver say.
   *
   * @return empty for fewer than two snapshots, and for unheld ones by clocks of several drivers
   */
  static Optional<Skew> of(RestorePoint point) {
    Optional<HoldArtifact> hold = Backup.hold(point);
    if (hold.isPresent()) {
      return ofHold(hold.get());
    }
    List<VolumeSnapshotArtifact> snapshots =
        point.artifacts().stream()
            .filter(VolumeSnapshotArtifact.class::isInstance)
            .map(VolumeSnapshotArtifact.class::cast)
            .toList();
    if (snapshots.size() < 2
        || snapshots.stream().map(VolumeSnapshotArtifact::driver).distinct().count() > 1) {
      return Optional.empty();
    }
    List<Instant> cuts =
        snapshots.stream().map(VolumeSnapshotArtifact::createdAt).sorted().toList();
    long between = Duration.between(cuts.getFirst(), cuts.getLast()).toMillis();
    return Optional.of(new Skew(between, resolution(cuts)));
  }

  private static Optional<Skew> ofHold(HoldArtifact hold) {
    Long millis = hold.skewMillis();
    Long uncertainty = hold.skewUncertaintyMillis();
    return millis == null || uncertainty == null
        ? Optional.empty()
        : Optional.of(new Skew(millis, uncertainty));
  }

  /** Readings finer than seconds are taken for readings of milliseconds or better. */
  private static long resolution(List<Instant> readings) {
    return readings.stream().allMatch(each -> each.getNano() == 0) ? 1000 : 1;
  }
}
