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
import java.util.stream.Stream;

/**
 * Which volumes were barred, and who was not.
 *
 * @param volumes one for each claim, in their order
 * @param unbarred everybody that could write to one of them, or declares how it is barred, and was
 *     not barred
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
   * @param before who was there after the barriers had been found
   * @param after who was there when they had been released, or had been in between: who began in
   *     between was not barred
   */
  public static Coverage of(
      List<String> claims, PodsSeen before, PodsSeen after, Collection<Cover> covers) {
    Set<Mount> all = new LinkedHashSet<>(before.mounts());
    all.addAll(after.mounts());
    Set<Unbarred> unbarred = new LinkedHashSet<>();
    List<HeldVolume> volumes = new ArrayList<>();
    for (String claim : claims) {
      List<Mount> mounts = all.stream().filter(mount -> mount.claim().equals(claim)).toList();
      List<Mount> open = mounts.stream().filter(mount -> coverOf(mount, covers).isEmpty()).toList();
      for (Mount mount : open) {
        unbarred.add(new Unbarred(mount.component(), reason(mount, before.mounts())));
      }
      volumes.add(
          open.isEmpty()
              ? new HeldVolume(claim, true, barredBy(mounts, covers))
              : new HeldVolume(claim, false, reasons(open, before.mounts())));
    }
    unbarred.addAll(declaring(before, after, covers));
    return new Coverage(volumes, List.copyOf(unbarred));
  }

  /**
   * Who declares how it is barred and was not, whether or not it has a claim: it may write rows.
   */
  private static List<Unbarred> declaring(
      PodsSeen before, PodsSeen after, Collection<Cover> covers) {
    Set<String> there =
        before.declaring().stream().map(DeclaringPod::uid).collect(Collectors.toSet());
    return Stream.concat(
            before.declaring().stream(),
            after.declaring().stream().filter(one -> !there.contains(one.uid())))
        .filter(one -> covers.stream().noneMatch(cover -> cover.coversAllOf(one.pod())))
        .map(
            one ->
                new Unbarred(
                    one.component(),
                    "pod %s declares how it is barred, but %s"
                        .formatted(
                            one.pod(),
                            there.contains(one.uid())
                                ? "did not run when the barriers were found"
                                : "began while the hold was prepared or up")))
        .toList();
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
