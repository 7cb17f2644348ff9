// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.matrix;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.restorepoint.Consistency;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.signal.HoldImported;
import io.slackwater.contracts.signal.HoldSealed;
import io.slackwater.sandbox.story.StoryException;
import io.slackwater.sandbox.testing.Poll;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Kills victims in the holds of one shop, one border after another. For one thread. */
final class Matrix {

  private static final Duration RESUMED = Duration.ofMinutes(1);
  private static final Duration REACHED = Duration.ofMinutes(2);
  private static final Duration SAID = Duration.ofSeconds(3);

  private static final int TRIES = 4;

  private final HeldShop shop;
  private final Gate gate;
  private final Strikes strikes;
  private final PointProof proof;
  private final KubernetesClient cluster;
  private WriterNotes notes;

  Matrix(DivertedSandbox sandbox, HeldShop shop) {
    this.shop = shop;
    this.gate = sandbox.gate();
    this.cluster = sandbox.east();
    this.strikes = new Strikes(sandbox.sandbox(), sandbox.proxy(), cluster, shop.namespace());
    this.proof = new PointProof(sandbox.sandbox(), cluster);
    this.notes = new WriterNotes(cluster, shop.namespace());
  }

  /** One run that was struck, from its request to its end. */
  private record Struck(
      RunId run, boolean atBorder, int victims, Instant since, long pauseMillis) {}

  /** Kills a victim at a border. */
  Cell kill(Victim victim, Border border) throws InterruptedException {
    List<String> faults = new ArrayList<>();
    for (int tries = 1; ; tries++) {
      Struck struck = strike(victim, border);
      RunSettled settled = shop.awaitSettled(struck.run());
      long pause =
          Math.max(struck.pauseMillis(), notes.pauses().longest(struck.since(), Instant.now()));
      if (pause > Round.LONGEST_PAUSE_MILLIS) {
        faults.add("a writer waited %d ms".formatted(pause));
      }
      Optional<RestorePoint> point = shop.point(settled);
      point.ifPresent(one -> faults.addAll(proof.faults(one)));
      if (struck.atBorder() || tries == TRIES) {
        if (!struck.atBorder()) {
          faults.add("it was never struck at this border");
        }
        String claim = point.map(one -> one.consistency().name()).orElse("-");
        return new Cell(
            victim,
            border,
            struck.victims(),
            told(settled),
            claim,
            pause,
            shop.triedAgain(struck.run()),
            next(faults),
            tries,
            faults);
      }
    }
  }

  private Struck strike(Victim victim, Border border) throws InterruptedException {
    gate.arm(border, shop.namespace());
    Instant since = Instant.now();
    RunId run;
    int victims;
    boolean atBorder;
    Instant at;
    try {
      run = shop.requestBackup();
      if (!gate.awaitReached(REACHED)) {
        throw new StoryException("run %s never came to %s".formatted(run.value(), border.title()));
      }
      long reached = System.nanoTime();
      HoldId hold = shop.awaitHold(run);
      atBorder = said(border, hold) && border.shows(shop.look(run, hold));
      at = Instant.now();
      victims = strikes.strike(victim, hold);
      atBorder &= System.nanoTime() - reached < border.stays().toNanos();
    } finally {
      gate.open();
    }
    boolean resumed = Poll.until(RESUMED, () -> notes.wroteSince(at));
    long pause = notes.pauses().longest(since, Instant.now());
    strikes.mend(victim);
    if (victim == Victim.API_SERVER) {
      // With the sandbox's API server its node restarts, and so every pod.
      shop.awaitAtWork();
      notes = new WriterNotes(cluster, shop.namespace());
    }
    return new Struck(run, atBorder, victims, since, resumed ? pause : RESUMED.toMillis());
  }

  private boolean said(Border border, HoldId hold) {
    return switch (border) {
      case DUMPS_STARTED -> shop.awaitSignal(HoldImported.class, hold, SAID);
      case AFTER_SEALED -> shop.awaitSignal(HoldSealed.class, hold, SAID);
      default -> true;
    };
  }

  private String next(List<String> faults) {
    RunSettled settled = shop.awaitSettled(shop.requestBackup());
    Optional<RestorePoint> point = shop.point(settled);
    if (settled.outcome() != Outcome.SUCCEEDED
        || point.isEmpty()
        || point.get().consistency() != Consistency.APPLICATION) {
      faults.add("the next backup is %s, its point %s".formatted(told(settled), point));
    }
    point.ifPresent(
        one -> proof.faults(one).forEach(fault -> faults.add("the next backup: " + fault)));
    return point.map(one -> one.consistency().name()).orElse("-");
  }

  private static String told(RunSettled settled) {
    return settled.reasons().isEmpty()
        ? settled.outcome().name()
        : settled.outcome() + ": " + settled.reasons().getFirst();
  }
}
