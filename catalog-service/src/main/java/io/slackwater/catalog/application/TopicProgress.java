// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.application;

import io.slackwater.contracts.id.ClusterId;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Set;

/** How far this service, all replicas together, has read the reports of executors. */
public interface TopicProgress {
  /** Reads the ends first and the positions after them. A cluster without a topic is left out. */
  Uni<Map<ClusterId, Progress>> read(Set<ClusterId> clusters);

  /**
   * How far one topic has been read.
   *
   * @param ends the offset after the last record, by partition
   * @param positions the offset after the last record taken in, by partition
   */
  record Progress(Map<Integer, Long> ends, Map<Integer, Long> positions) {
    /** Copies the maps. */
    public Progress {
      ends = Map.copyOf(ends);
      positions = Map.copyOf(positions);
    }
  }
}
