// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain.hold;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How far apart the snapshots of one cut were made.
 *
 * @param millis between the first and the last creation that the storage reported
 * @param uncertaintyMillis by how much that may be wrong
 */
public record Skew(long millis, long uncertaintyMillis) {

  /** A creation, by the clock of its driver. */
  public record Creation(String driver, Instant at) {}

  /**
   * Compares creations. Of one driver they are read from one clock, and may be wrong by its
   * resolution, which shows in the readings. Clocks of several drivers have nothing to do with each
   * other: then all that is known is that every snapshot was made between the first request and the
   * last report.
   *
   * @param window from the first request to the last report, by this side's clock
   * @return empty for fewer than two
   */
  public static Optional<Skew> of(Collection<Creation> creations, Duration window) {
    if (creations.size() < 2) {
      return Optional.empty();
    }
    List<Instant> instants = creations.stream().map(Creation::at).sorted().toList();
    Duration between = Duration.between(instants.getFirst(), instants.getLast());
    boolean oneClock = creations.stream().map(Creation::driver).distinct().count() == 1;
    return Optional.of(
        oneClock
            ? new Skew(between.toMillis(), resolution(instants))
            : new Skew(Math.min(between.toMillis(), window.toMillis()), window.toMillis()));
  }

  /** Readings finer than seconds are taken for readings of milliseconds or better. */
  private static long resolution(List<Instant> instants) {
    return instants.stream().allMatch(instant -> instant.getNano() == 0) ? 1000 : 1;
  }
}
