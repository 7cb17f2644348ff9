// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.slackwater.contracts.artifact.HoldArtifact;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.sandbox.story.hub.EventFeed;
import io.slackwater.sandbox.story.hub.HubClient;
import io.slackwater.sandbox.story.hub.Portal;
import io.slackwater.sandbox.story.shop.Evidence;
import io.slackwater.sandbox.story.shop.Inspector;
import io.slackwater.sandbox.story.shop.Pauses;
import io.slackwater.sandbox.story.shop.Shop;
import io.slackwater.sandbox.testing.Poll;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Backups: by a policy that falls due, and by a request over Kafka. For one thread. */
final class Protection {

  /** The application, as events name it. */
  static final String APPLICATION = "east/" + Shop.NAMESPACE + "/" + Shop.NAMESPACE;

  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration DUE = Duration.ofSeconds(40);
  private static final Duration PLACED = Duration.ofSeconds(30);
  private static final Duration SETTLED = Duration.ofMinutes(3);

  private final HubClient hub;
  private final EventFeed feed;
  private final Place place;
  private final Inspector inspector;
  private final Portal portal;

  Protection(HubClient hub, EventFeed feed, Place place, Portal portal) {
    this.hub = hub;
    this.feed = feed;
    this.place = place;
    this.inspector = place.inspector();
    this.portal = portal;
  }

  /** Makes a policy, waits until it falls due and its run is settled, and lets it rest. */
  Backup byPolicy(String policy, String approach, boolean export) {
    Evidence before = evidence();
    hub.createPolicy(policy, Shop.NAMESPACE, approach, export, INTERVAL);
    RunPlanned planned =
        feed.await(
                "the run of policy " + policy,
                DUE,
                RunPlanned.class,
                run -> run.event().policy() != null && run.event().policy().value().equals(policy))
            .event();
    hub.pausePolicy(policy);
    return settled(planned, before);
  }

  /** Publishes a request as a portal would, and follows its correlation to the end. */
  Backup byRequest(String approach) {
    Evidence before = evidence();
    String correlation = "portal-" + UUID.randomUUID();
    portal.requestBackup(APPLICATION, approach, false, UUID.randomUUID().toString(), correlation);
    Predicate<Envelope<RunPlanned>> ours =
        run -> correlation.equals(run.metadata().correlationId());
    RunPlanned planned = feed.await("the run of the request", DUE, RunPlanned.class, ours).event();
    Backup backup = settled(planned, before);
    feed.await(
        "the end of the request by its correlation",
        DUE,
        RunSettled.class,
        run -> correlation.equals(run.metadata().correlationId()));
    return backup;
  }

  /** What is committed now; two more orders are, the first acknowledged, when this returns. */
  private Evidence evidence() {
    Evidence before = inspector.take();
    if (!Poll.until(PLACED, () -> inspector.orders() > before.orders().size() + 1)) {
      throw new StoryException(
          "the writer places no orders: kubectl -n %s logs deployment/writer says why"
              .formatted(Shop.NAMESPACE));
    }
    return before;
  }

  private Backup settled(RunPlanned planned, Evidence before) {
    RunSettled settled =
        feed.await(
                "the end of run " + planned.run().value(),
                SETTLED,
                RunSettled.class,
                run -> run.event().run().equals(planned.run()))
            .event();
    if (settled.outcome() != Outcome.SUCCEEDED) {
      throw new StoryException(
          "run %s ended %s: %s"
              .formatted(settled.run().value(), settled.outcome(), settled.reasons()));
    }
    RestorePoint point = hub.restorePoint(settled.restorePoint());
    Instant cut = point.cutAt();
    if (cut == null) {
      throw new StoryException("restore point %s tells no cut".formatted(point.id().value()));
    }
    Optional<HoldArtifact> hold = Backup.hold(point);
    Duration took = Duration.between(planned.plannedAt(), settled.settledAt());
    return new Backup(
        planned.run(),
        point,
        before,
        hold.isPresent() ? inspector.committedBefore(cut) : inspector.acknowledgedBefore(cut),
        hold.isPresent()
            ? place.writers().visitsBefore(cut)
            : place.writers().visitsAcknowledgedBefore(cut),
        longestPause(planned.plannedAt(), settled.settledAt(), hold),
        took.toMillis() / 1000.0);
  }

  private long longestPause(Instant planned, Instant settled, Optional<HoldArtifact> hold) {
    Pauses pauses = place.writers().pauses();
    return hold.map(
            held -> pauses.longest(held.cutAt().minusMillis(held.quiesceMillis()), held.sealedAt()))
        .orElseGet(() -> pauses.longest(planned, settled));
  }
}
