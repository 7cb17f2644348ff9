// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain.hold;

import io.slackwater.contracts.artifact.HoldArtifact.HeldVolume;
import io.slackwater.contracts.artifact.HoldArtifact.Unbarred;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which volumes were barred, and who was not.
 *
 * @param volumes one for each claim, in their order
 * @param unbarred everybody that could write to one of them and was not barred
 */
public record Coverage(List<HeldVolume> volumes, List<Unbarred> unbarred) {

  /** Copies the lists. */
  public Coverage {
    volumes = List.copyOf(volumes);
    unbarred = List.copyOf(unbarred);
  }

  /**
   * Judges a hold.
   *
   * @param before who could write when the barriers were looked for
   * @param after who could write when they had been released: who began in between was not barred
   */
  public static Coverage of(
      List<String> claims,
      Collection<Mount> before,
      Collection<Mount> after,
      Collection<Cover> covers) {
    Set<Mount> all = new LinkedHashSet<>(before);
    all.addAll(after);
    Set<Unbarred> unbarred = new LinkedHashSet<>();
    List<HeldVolume> volumes = new ArrayList<>();
    for (String claim : claims) {
      List<Mount> mounts = all.stream().filter(mount -> mount.claim().equals(claim)).toList();
      List<Mount> open = mounts.stream().filter(mount -> coverOf(mount, covers).isEmpty()).toList();
      for (Mount mount : open) {
        unbarred.add(new Unbarred(mount.component(), reason(mount, before)));
      }
      volumes.add(
          open.isEmpty()
              ? new HeldVolume(claim, true, barredBy(mounts, covers))
              : new HeldVolume(claim, false, reasons(open, before)));
    }
    return new Coverage(volumes, List.copyOf(unbarred));
  }

  private static List<Cover> coverOf(Mount mount, Collection<Cover> covers) {
    return covers.stream().filter(cover -> cover.covers(mount)).toList();
  }

  private static String barredBy(List<Mount> mounts, Collection<Cover> covers) {
    if (mounts.isEmpty()) {
      return "no pod can write to it";
    }
    return mounts.stream()
        .flatMap(mount -> coverOf(mount, covers).stream())
        .map(cover -> cover.barrier() + " in pod " + cover.pod())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String reasons(List<Mount> open, Collection<Mount> before) {
    return open.stream().map(mount -> reason(mount, before)).collect(Collectors.joining("; "));
  }

  private static String reason(Mount mount, Collection<Mount> before) {
    String what = "container %s of pod %s ".formatted(mount.container(), mount.pod());
    return before.contains(mount)
        ? what + "can write to claim %s and no barrier bars it".formatted(mount.claim())
        : what + "began to use claim %s while the hold was up".formatted(mount.claim());
  }
}
