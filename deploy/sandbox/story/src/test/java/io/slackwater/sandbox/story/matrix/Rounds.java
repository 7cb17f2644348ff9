// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.matrix;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.sandbox.story.Narrator;
import io.slackwater.sandbox.story.hub.EventFeed;
import io.slackwater.sandbox.story.shop.Pauses;
import io.slackwater.sandbox.story.stack.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Backups by approach {@code application} under load, one after another. */
public final class Rounds {

  private Rounds() {}

  /**
   * Plays some with a shop of their own, and proves each by its content.
   *
   * @return what is not as it must be, a line each; empty when all is
   */
  public static List<String> faults(
      int count, Sandbox sandbox, KubernetesClient east, EventFeed feed, Narrator narrator) {
    HeldShop shop = new HeldShop(sandbox, east, feed, "rounds");
    narrator.step("a shop to be backed up %d times".formatted(count), shop::open);
    return faults(play(count, shop, new PointProof(sandbox, east), narrator));
  }

  /**
   * What is not as it must be of some, a line each. Writers that holds hardly ever meet are no
   * load.
   */
  static List<String> faults(List<Round> rounds) {
    List<String> faults = new ArrayList<>();
    rounds.forEach(round -> faults.addAll(round.faults()));
    long met = rounds.stream().filter(Round::met).count();
    if (2 * met <= rounds.size()) {
      faults.add("%d of %d holds met a write of each writer".formatted(met, rounds.size()));
    }
    return faults;
  }

  /** Plays some with a shop that is at work. */
  static List<Round> play(int count, HeldShop shop, PointProof proof, Narrator narrator) {
    WriterNotes notes = new WriterNotes(shop.cluster(), shop.namespace());
    List<Round> rounds = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      Round round = Round.play(shop, proof, notes);
      rounds.add(round);
      narrator.line("  backup %d of %d: %s".formatted(number, count, round.told()));
    }
    Pauses pauses = notes.pauses();
    narrator.line(
        "  %d of %d are consistent; %d holds met both writers, barred %d ms at most, in which the longest pause was %d ms; %d writes, the longest took %d ms"
            .formatted(
                rounds.stream().filter(round -> round.faults().isEmpty()).count(),
                count,
                rounds.stream().filter(Round::met).count(),
                longest(rounds, Round::holdMillis),
                longest(rounds, Round::heldPauseMillis),
                pauses.count(),
                pauses.longest()));
    return rounds;
  }

  private static long longest(List<Round> rounds, ToLongFunction<Round> millis) {
    return rounds.stream().mapToLong(millis).max().orElse(0);
  }
}
