// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.matrix;

import io.slackwater.contracts.artifact.HoldArtifact;
import io.slackwater.contracts.restorepoint.Consistency;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.sandbox.story.shop.Pauses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One backup by approach {@code application} of a shop under load, proved by its content.
 *
 * @param pauseMillis the longest that a writer waited, from the request to the run's end
 * @param heldPauseMillis the longest of a write that the hold met; 0 when it met none
 * @param holdMillis the longest that something was barred
 * @param met whether the hold met a write of each writer
 * @param faults how it is not what it must be; empty when it is
 */
record Round(
    long pauseMillis, long heldPauseMillis, long holdMillis, boolean met, List<String> faults) {

  /** The longest hold of these tests and a second. */
  static final long LONGEST_PAUSE_MILLIS = 11_000;

  Round {
    faults = List.copyOf(faults);
  }

  /** Asks for a backup, waits for its end and proves it. */
  static Round play(HeldShop shop, PointProof proof, WriterNotes notes) {
    Instant since = Instant.now();
    RunSettled settled = shop.awaitSettled(shop.requestBackup());
    Pauses pauses = notes.pauses();
    long pause = pauses.longest(since, Instant.now());
    List<String> faults = new ArrayList<>(settled.reasons());
    Optional<RestorePoint> point = shop.point(settled);
    if (point.filter(one -> one.consistency() == Consistency.APPLICATION).isEmpty()) {
      faults.add("its point is " + point.map(RestorePoint::components));
    }
    point.ifPresent(one -> faults.addAll(proof.faults(one)));
    if (pause > LONGEST_PAUSE_MILLIS) {
      faults.add("a writer waited %d ms".formatted(pause));
    }
    return point
        .flatMap(PointProof::hold)
        .map(
            hold -> {
              Instant begin = hold.cutAt().minusMillis(hold.quiesceMillis());
              return new Round(
                  pause,
                  pauses.longest(begin, hold.sealedAt()),
                  hold.barriers().stream()
                      .mapToLong(HoldArtifact.Barred::holdMillis)
                      .max()
                      .orElse(0),
                  pauses.metBy(begin, hold.sealedAt()),
                  faults);
            })
        .orElseGet(() -> new Round(pause, 0, 0, false, faults));
  }

  /** As a line of what is told. */
  String told() {
    return "%s, %d ms barred, the longest pause %d ms%s, %d ms in all of the run"
        .formatted(
            faults.isEmpty() ? "consistent" : faults,
            holdMillis,
            heldPauseMillis,
            met ? "" : " (not of both writers)",
            pauseMillis);
  }
}
