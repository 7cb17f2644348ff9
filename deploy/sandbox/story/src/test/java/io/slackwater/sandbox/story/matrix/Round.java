// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.matrix;

import io.slackwater.contracts.restorepoint.Consistency;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.sandbox.story.Narrator;
import io.slackwater.sandbox.story.shop.Pauses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One backup by approach {@code application} of a shop under load, proved by its content.
 *
 * @param pauseMillis the longest that a writer waited, from the request to the run's end
 * @param faults how it is not what it must be; empty when it is
 */
record Round(long pauseMillis, List<String> faults) {

  private static final long LONGEST_PAUSE_MILLIS = 11_000;

  Round {
    faults = List.copyOf(faults);
  }

  /** Plays some, one after another. */
  static List<Round> play(int count, HeldShop shop, PointProof proof, Narrator narrator) {
    WriterNotes notes = new WriterNotes(shop.cluster(), shop.namespace());
    List<Round> rounds = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      Round round = one(shop, proof, notes);
      rounds.add(round);
      narrator.line(
          "  backup %d of %d: %s, the longest pause %d ms"
              .formatted(
                  number,
                  count,
                  round.faults().isEmpty() ? "consistent" : round.faults(),
                  round.pauseMillis()));
    }
    Pauses pauses = notes.pauses();
    narrator.line(
        "  %d of %d are consistent; %d writes, the longest waited %d ms"
            .formatted(
                rounds.stream().filter(round -> round.faults().isEmpty()).count(),
                count,
                pauses.count(),
                pauses.longest()));
    return rounds;
  }

  private static Round one(HeldShop shop, PointProof proof, WriterNotes notes) {
    Instant since = Instant.now();
    RunSettled settled = shop.awaitSettled(shop.requestBackup());
    long pause = notes.pauses().longest(since, Instant.now());
    List<String> faults = new ArrayList<>(settled.reasons());
    Optional<RestorePoint> point = shop.point(settled);
    if (point.filter(one -> one.consistency() == Consistency.APPLICATION).isEmpty()) {
      faults.add("its point is " + point.map(RestorePoint::components));
    }
    point.ifPresent(one -> faults.addAll(proof.faults(one)));
    if (pause > LONGEST_PAUSE_MILLIS) {
      faults.add("a writer waited %d ms".formatted(pause));
    }
    return new Round(pause, faults);
  }
}
