// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.slackwater.contracts.artifact.RestoredArtifact;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.RestoreSource;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.task.TaskSucceeded;
import io.slackwater.sandbox.story.hub.EventFeed;
import io.slackwater.sandbox.story.hub.HubClient;
import io.slackwater.sandbox.story.hub.LiveStream;
import io.slackwater.sandbox.story.shop.Inspector;
import io.slackwater.sandbox.story.shop.Inventory;
import io.slackwater.sandbox.story.shop.Shop;
import io.slackwater.sandbox.testing.Poll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Restores into the namespace that was destroyed, and what proves them. For one thread. */
final class Recovery {

  private static final Duration SETTLED = Duration.ofMinutes(4);
  private static final Duration ALIVE = Duration.ofSeconds(30);
  private static final Duration LIVE = Duration.ofSeconds(10);
  private static final String CLUSTER = "east";
  private static final int CONFLICT = 409;

  private final HubClient hub;
  private final EventFeed feed;
  private final LiveStream live;
  private final Inspector inspector;
  private final Checks checks;

  Recovery(HubClient hub, EventFeed feed, LiveStream live, Inspector inspector, Checks checks) {
    this.hub = hub;
    this.feed = feed;
    this.live = live;
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

  /** Restores, and waits until the run is settled. */
  Restored restore(Backup backup, RestoreSource from) {
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
    List<RestoredArtifact> artifacts =
        feed.all(TaskSucceeded.class, task -> task.attempt().run().equals(run)).stream()
            .flatMap(task -> task.artifacts().stream())
            .filter(RestoredArtifact.class::isInstance)
            .map(RestoredArtifact.class::cast)
            .toList();
    Duration took = Duration.between(settled.startedAt(), settled.settledAt());
    return new Restored(run, artifacts, took.toMillis() / 1000.0);
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

  /** Checks the restored application by SQL, by hashes and by comparing every object. */
  boolean verify(
      Backup backup, Restored restored, Origin origin, Inventory before, Inventory after) {
    boolean source =
        checks.that(
            "all data came from the %s, by the events of the restore".formatted(origin.told()),
            origin.faults(restored.artifacts()));
    boolean told = toldLive(restored.run(), "the restore");
    boolean rows =
        checks.that(
            "every order committed before the cut is there (%d, by SQL)"
                .formatted(backup.atCut().orders().size()),
            inspector.missingRows(backup.atCut()));
    boolean files =
        !origin.withFiles()
            || checks.that(
                "every file of those orders is there (%d, by SHA-256)"
                    .formatted(backup.atCut().orders().size()),
                inspector.missingFiles(backup.atCut()));
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
    return source && told && rows && files && objects && alive;
  }

  /** Checks that orders went on until the cut, and that the run's end was told live. */
  void examine(Backup backup) {
    int between = backup.atCut().orders().size() - backup.before().orders().size();
    List<String> faults = new ArrayList<>(backup.atCut().missing(backup.before()));
    if (between <= 0) {
      faults.add(
          "the cut at %s is not later than what was noted before"
              .formatted(backup.point().cutAt()));
    }
    checks.that(
        "the cut is later than the request: %d orders were committed in between".formatted(between),
        faults);
    toldLive(backup.run(), "the backup");
  }

  private boolean toldLive(RunId run, String what) {
    return checks.that(
        "the API's live stream told the end of " + what,
        live.tellsEndOf(run, LIVE),
        "no run.settled of %s came by SSE; %s".formatted(run.value(), live.state()));
  }
}
