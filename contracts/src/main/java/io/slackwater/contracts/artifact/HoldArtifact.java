// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.artifact;

import io.slackwater.contracts.id.HoldId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sealed hold: who was barred, for how long, and what of the application was not.
 *
 * @param quiesceMillis from the first barrier that was asked for to the last that stood
 * @param barriers every barrier, in the order in which they were raised
 * @param unbarred what writes, or may write, and was not barred, with the reason
 * @param volumes every volume that was cut, and whether all that writes to it was barred
 * @param skewMillis between the first and the last creation that the storage reported; absent when
 *     fewer than two were cut
 * @param skewUncertaintyMillis by how much that may be wrong: the resolution of the storage's clock
 * @param cutAt when the last barrier stood: what was committed before is in, nothing later is
 * @param sealedAt when every barrier was asked for the last time and held
 */
public record HoldArtifact(
    HoldId hold,
    long quiesceMillis,
    List<Barred> barriers,
    List<Unbarred> unbarred,
    List<HeldVolume> volumes,
    @Nullable Long skewMillis,
    @Nullable Long skewUncertaintyMillis,
    Instant cutAt,
    Instant sealedAt)
    implements Artifact {

  /** Copies the lists. */
  public HoldArtifact {
    barriers = List.copyOf(barriers);
    unbarred = List.copyOf(unbarred);
    volumes = List.copyOf(volumes);
  }

  /**
   * A barrier that stood from before the first cut until after the last.
   *
   * @param component whose writers it barred, as {@code Kind/name}
   * @param barrier what it was, for example {@code postgresql SHARE locks}
   * @param holdMillis how long it stood
   */
  public record Barred(String component, String barrier, long holdMillis) {}

  /** What was not barred, and why. */
  public record Unbarred(String component, String reason) {}

  /**
   * A volume of the cut.
   *
   * @param barred whether everything that writes to it was barred
   * @param reason which barriers barred it, or who was not barred
   */
  public record HeldVolume(String claim, boolean barred, String reason) {}
}
