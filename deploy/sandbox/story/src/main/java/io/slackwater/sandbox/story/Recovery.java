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
import io.slackwater.sandbox.testing.Poll;
import java.time.Duration;
import java.util.List;

/** Restores into a place where nothing is. For one thread. */
final class Recovery {

  private static final Duration SETTLED = Duration.ofMinutes(4);
  private static final Duration HEARD = Duration.ofSeconds(30);
  private static final int CONFLICT = 409;

  private final HubClient hub;
  private final EventFeed feed;
  private final Place place;

  Recovery(HubClient hub, EventFeed feed, Place place) {
    this.hub = hub;
    this.feed = feed;
    this.place = place;
  }

  /** The same, into another place. */
  Recovery at(Place other) {
    return new Recovery(hub, feed, other);
  }

  /** Where it restores to. */
  Place place() {
    return place;
  }

  /** Waits until the hub has heard that the namespace is gone; until then it refuses. */
  void awaitGone(Backup backup) {
    boolean gone =
        Poll.until(HEARD, () -> ask(backup, RestoreSource.BEST, true).status() != CONFLICT);
    if (!gone) {
      throw new StoryException("the hub does not hear that the namespace is gone");
    }
  }

  /** How many stages a restore would have; nothing is touched. */
  int plan(Backup backup, RestoreSource from) {
    return HubClient.stages(ask(backup, from, true));
  }

  /** Restores, and waits until the run is settled. */
  Restored restore(Backup backup, RestoreSource from) {
    RunId run = HubClient.begun(ask(backup, from, false));
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

  /** Why a restore into a namespace that exists was not refused; empty when it was. */
  List<String> refusalFaults(Backup backup) {
    int status = ask(backup, RestoreSource.BEST, false).status();
    return status == CONFLICT
        ? List.of()
        : List.of("answered " + status + " instead of " + CONFLICT);
  }

  private HubClient.Answer ask(Backup backup, RestoreSource from, boolean dryRun) {
    return hub.restore(backup.point().id(), place.target(), from, dryRun);
  }
}
