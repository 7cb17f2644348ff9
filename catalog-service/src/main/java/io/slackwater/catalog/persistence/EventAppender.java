// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.persistence;

import io.slackwater.catalog.application.EventIds;
import io.slackwater.catalog.domain.Run;
import io.slackwater.contracts.alert.AlertRaised;
import io.slackwater.contracts.application.ApplicationEvent;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.Event;
import io.slackwater.contracts.event.EventMetadata;
import io.slackwater.contracts.event.EventType;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.request.CancelRequested;
import io.slackwater.contracts.request.ImportRequested;
import io.slackwater.contracts.request.RequestRejected;
import io.slackwater.contracts.request.RestoreRequested;
import io.slackwater.contracts.restorepoint.RestorePointRecorded;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.signal.CancelOrdered;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskReport;
import io.slackwater.outbox.Outbox;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Says events: into the outbox and the event log, inside the caller's transaction. */
@Singleton
final class EventAppender {
  private static final String SOURCE = "catalog-service";
  private static final String APPEND =
      """
      insert into event_log
        (event_id, source, type, application, run_id, cluster, correlation_id, at, data)
      values (:id, :source, :type, :application, :run, :cluster, :correlation, :at,
        cast(cast(:data as text) as jsonb))
      on conflict (source, event_id) do nothing
      """;

  private final Outbox outbox;
  private final Clock clock;
  private final Supplier<UUID> ids;

  EventAppender(Outbox outbox, Clock clock, EventIds ids) {
    this.outbox = outbox;
    this.clock = clock;
    this.ids = ids;
  }

  /** Publishes what follows from a run, in order. */
  Uni<Void> say(Mutiny.Session session, Run run, List<Event> events) {
    String correlation = run.correlationId() == null ? run.id().value() : run.correlationId();
    return Multi.createFrom()
        .iterable(events)
        .onItem()
        .transformToUniAndConcatenate(
            event ->
                say(
                    session,
                    new Envelope<>(
                        new EventMetadata(
                            ids.get().toString(),
                            SOURCE,
                            clock.instant(),
                            clusterOf(run, event),
                            run.id(),
                            event instanceof TaskPlanned task ? task.attempt() : null,
                            correlation),
                        event)))
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Publishes the rejection of a request. */
  Uni<Void> reject(Mutiny.Session session, Envelope<?> request, RequestRejected rejection) {
    return say(
        session,
        new Envelope<>(
            new EventMetadata(
                ids.get().toString(),
                SOURCE,
                clock.instant(),
                rejection.application().cluster(),
                null,
                null,
                request.metadata().correlationId()),
            rejection));
  }

  /** Keeps an event that was seen; the same one again changes nothing. */
  Uni<Void> log(Mutiny.Session session, Envelope<?> envelope) {
    EventMetadata metadata = envelope.metadata();
    ApplicationId application = applicationOf(envelope.event());
    return session
        .createNativeQuery(APPEND)
        .setParameter("id", metadata.id())
        .setParameter("source", metadata.source())
        .setParameter("type", EventType.of(envelope.event()).type())
        .setParameter("application", application == null ? null : application.key())
        .setParameter("run", metadata.run() == null ? null : metadata.run().value())
        .setParameter("cluster", metadata.cluster() == null ? null : metadata.cluster().value())
        .setParameter("correlation", metadata.correlationId())
        .setParameter("at", metadata.time())
        .setParameter("data", Json.write(envelope.event()))
        .executeUpdate()
        .replaceWithVoid();
  }

  private Uni<Void> say(Mutiny.Session session, Envelope<?> envelope) {
    return outbox.append(session, envelope).flatMap(done -> log(session, envelope));
  }

  /** A run may have tasks in a second cluster, and import points of others. */
  private static ClusterId clusterOf(Run run, Event event) {
    return switch (event) {
      case TaskPlanned e -> e.application().cluster();
      case RestorePointRecorded e -> e.restorePoint().application().cluster();
      default -> run.application().cluster();
    };
  }

  private static @Nullable ApplicationId applicationOf(Event event) {
    return switch (event) {
      case RunPlanned e -> e.application();
      case RunSettled e -> e.application();
      case TaskPlanned e -> e.application();
      case TaskReport e -> e.attempt().application();
      case RestorePointRecorded e -> e.restorePoint().application();
      case AlertRaised e -> e.application();
      case ApplicationEvent e -> e.application();
      case RequestRejected e -> e.application();
      case RestoreRequested e -> e.application();
      case CancelRequested e -> e.application();
      case CancelOrdered e -> e.application();
      case ImportRequested e -> ImportRequested.subject(e.cluster(), e.location());
      default -> null;
    };
  }
}
