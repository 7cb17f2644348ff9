// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain.hold;

import java.util.List;

/**
 * The pods of a namespace at one look.
 *
 * @param mounts every container that can write to a claim, also of pods that only start
 * @param runs every container
 */
public record PodsSeen(List<Mount> mounts, List<ContainerRun> runs) {

  /** Copies the lists. */
  public PodsSeen {
    mounts = List.copyOf(mounts);
    runs = List.copyOf(runs);
  }
}
