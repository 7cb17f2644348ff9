// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Up to when all that was published on a cluster's topic has been taken in. Without it a consumer
 * that lags would see silence where there is none. Mutable; for one thread at a time.
 */
public final class Watermark {
  private @Nullable Probe probe;
  private @Nullable Long proven;

  /**
   * Takes in how far the topic and its consumers are.
   *
   * @param now the monotonic time before the ends were read
   * @param ends the offset after the last record, by partition
   * @param positions the offset after the last record taken in, by partition, read after the ends
   */
  public void observe(long now, Map<Integer, Long> ends, Map<Integer, Long> positions) {
    if (probe == null || probe.reachedBy(positions)) {
      proven = probe == null ? proven : Long.valueOf(probe.at());
      probe = new Probe(now, Map.copyOf(ends));
      if (probe.reachedBy(positions)) {
        proven = now;
      }
    }
  }

  /** The time up to which nothing is outstanding; empty while that was never so. */
  public OptionalLong proven() {
    return proven == null ? OptionalLong.empty() : OptionalLong.of(proven);
  }

  private record Probe(long at, Map<Integer, Long> ends) {
    boolean reachedBy(Map<Integer, Long> positions) {
      return ends.entrySet().stream()
          .allMatch(e -> positions.getOrDefault(e.getKey(), 0L) >= e.getValue());
    }
  }
}
