// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.run.RunKind;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.sandbox.story.hub.EventFeed;
import io.slackwater.sandbox.story.hub.HubClient;
import io.slackwater.sandbox.story.hub.LiveStream;
import io.slackwater.sandbox.story.stack.Sandbox;
import io.slackwater.sandbox.testing.Poll;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/** The hub's databases are lost; a new hub imports the location and goes on from it. */
final class NewHub {

  private static final Duration HEARD = Duration.ofMinutes(1);
  private static final Duration SETTLED = Duration.ofMinutes(3);
  private static final int ACCEPTED = 202;

  private final Sandbox sandbox;
  private final HubClient hub;
  private final EventFeed feed;
  private final LiveStream live;

  NewHub(Sandbox sandbox, HubClient hub, EventFeed feed, LiveStream live) {
    this.sandbox = sandbox;
    this.hub = hub;
    this.feed = feed;
    this.live = live;
  }

  /** Loses the hub, and starts one that knows nothing. */
  List<RestorePointId> begin() {
    List<RestorePointId> known = hub.restorePoints(Protection.APPLICATION);
    sandbox.renewHub();
    live.open();
    return known;
  }

  /** Why the new hub knows anything; empty when it does not. */
  List<String> memories() {
    return hub.restorePoints(Protection.APPLICATION).stream()
        .map(point -> "it knows restore point " + point)
        .toList();
  }

  /** Imports by an executor of a cluster, once the hub has heard of one. */
  RunSettled importBy(String cluster) {
    Queue<HubClient.Answer> accepted = new ArrayDeque<>();
    boolean heard =
        Poll.until(
            HEARD,
            () -> {
              HubClient.Answer answer = hub.importLocation(cluster);
              return answer.status() == ACCEPTED && accepted.add(answer);
            });
    if (!heard) {
      throw new StoryException("the new hub hears of no executor of " + cluster);
    }
    RunId run = HubClient.begun(accepted.remove());
    return feed.await(
            "the end of import " + run,
            SETTLED,
            RunSettled.class,
            event -> event.event().run().equals(run))
        .event();
  }

  /** The restore points that the hub had and the new one lacks. */
  List<String> missing(List<RestorePointId> known) {
    Set<RestorePointId> imported = Set.copyOf(hub.restorePoints(Protection.APPLICATION));
    return known.stream()
        .filter(point -> !imported.contains(point))
        .map(point -> point + " is missing")
        .toList();
  }

  /** Waits until the temporary key of the restore is taken away. */
  RunSettled keyRemoved() {
    return feed.await(
            "the removal of the temporary key",
            SETTLED,
            RunSettled.class,
            event -> event.event().kind() == RunKind.REVOKE)
        .event();
  }
}
