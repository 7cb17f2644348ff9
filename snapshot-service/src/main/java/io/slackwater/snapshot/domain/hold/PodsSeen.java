// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain.hold;

import java.util.List;
import java.util.Set;

/**
 * The pods of a namespace at one look.
 *
 * @param mounts every container that can write to a claim, also of pods that only start
 * @param runs every container of pods that have not ended
 * @param declaring who declares how it is barred, of the application's pods alone
 * @param ended the uids of pods that had ended: they can do nothing any more
 */
public record PodsSeen(
    List<Mount> mounts, List<ContainerRun> runs, List<DeclaringPod> declaring, Set<String> ended) {

  /** Copies the lists. */
  public PodsSeen {
    mounts = List.copyOf(mounts);
    runs = List.copyOf(runs);
    declaring = List.copyOf(declaring);
    ended = Set.copyOf(ended);
  }
}
