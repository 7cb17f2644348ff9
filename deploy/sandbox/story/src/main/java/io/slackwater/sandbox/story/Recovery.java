// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.RestoreSource;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.sandbox.story.hub.EventFeed;
import io.slackwater.sandbox.story.hub.HubClient;
import io.slackwater.sandbox.story.shop.Inspector;
import io.slackwater.sandbox.story.shop.Inventory;
import io.slackwater.sandbox.story.shop.Shop;
import io.slackwater.sandbox.testing.Poll;
import java.time.Duration;
import java.util.List;

/** Restores into the namespace that was destroyed, and what proves them. For one thread. */
final class Recovery {

  private static final Duration SETTLED = Duration.ofMinutes(4);
  private static final Duration ALIVE = Duration.ofSeconds(30);
  private static final String CLUSTER = "east";
  private static final int CONFLICT = 409;

  private final HubClient hub;
  private final EventFeed feed;
  private final Inspector inspector;
  private final Checks checks;

  Recovery(HubClient hub, EventFeed feed, Inspector inspector, Checks checks) {
    this.hub = hub;
    this.feed = feed;
    this.inspector = inspector;
    this.checks = checks;
  }

  /** Waits until the hub has heard that the namespace is gone; until then it refuses. */
  void awaitGone(Backup backup) {
    boolean gone =
        Poll.until(
            ALIVE,
            () ->
                hub.restore(backup.point().id(), CLUSTER, Shop.NAMESPACE, RestoreSource.BEST, true)
                        .status()
                    != CONFLICT);
    if (!gone) {
      throw new StoryException("the hub does not hear that the namespace is gone");
    }
  }

  /** How many stages a restore would have; nothing is touched. */
  int plan(Backup backup, RestoreSource from) {
    return HubClient.stages(hub.restore(backup.point().id(), CLUSTER, Shop.NAMESPACE, from, true));
  }

  /** Restores, and waits until the run is settled; how long it took. */
  double restore(Backup backup, RestoreSource from) {
    RunId run =
        HubClient.begun(hub.restore(backup.point().id(), CLUSTER, Shop.NAMESPACE, from, false));
    RunSettled settled =
        feed.await(
                "the end of restore " + run.value(),
                SETTLED,
                RunSettled.class,
                event -> event.event().run().equals(run))
            .event();
    if (settled.outcome() != Outcome.SUCCEEDED) {
      throw new StoryException(
          "restore %s ended %s: %s".formatted(run.value(), settled.outcome(), settled.reasons()));
    }
    return Duration.between(settled.startedAt(), settled.settledAt()).toMillis() / 1000.0;
  }

  /** A restore into a namespace that exists must be refused before anything is touched. */
  void refusedWhileThere(Backup backup) {
    int status =
        hub.restore(backup.point().id(), CLUSTER, Shop.NAMESPACE, RestoreSource.BEST, false)
            .status();
    checks.that(
        "a restore into a namespace that exists is refused",
        status == CONFLICT,
        "answered " + status + " instead of " + CONFLICT);
  }

  /**
   * Checks the restored application by SQL, by hashes and by comparing every object.
   *
   * @param withFiles whether the approach protects the file volume's content
   */
  boolean verify(Backup backup, Inventory before, Inventory after, boolean withFiles) {
    boolean rows =
        checks.that(
            "every order committed before the cut is there (%d, by SQL)"
                .formatted(backup.before().orders()),
            inspector.missingRows(backup.before()));
    boolean files =
        !withFiles
            || checks.that(
                "every file of those orders is there (%d, by SHA-256)"
                    .formatted(backup.before().files().size()),
                inspector.missingFiles(backup.before()));
    List<String> differences = before.differences(after);
    boolean objects =
        checks.that(
            "every object is back and equal (%d objects)".formatted(before.objects().size()),
            differences);
    long orders = inspector.orders();
    boolean alive =
        checks.that(
            "the writer goes on",
            Poll.until(ALIVE, () -> inspector.orders() > orders),
            "no order was added");
    return rows && files && objects && alive;
  }
}
