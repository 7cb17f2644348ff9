// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.persistence;

import io.slackwater.catalog.application.RunStore;
import io.slackwater.catalog.domain.Change;
import io.slackwater.catalog.domain.Refusal;
import io.slackwater.catalog.domain.Run;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.EventType;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.request.CancelRequested;
import io.slackwater.contracts.request.RequestRejected;
import io.slackwater.contracts.run.RunPlanned;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Runs in PostgreSQL. Thread-safe. */
@Singleton
final class HibernateRunStore implements RunStore {
  private static final String LOCK_IF_FREE =
      "select id from run where id = :id and not settled for update skip locked";

  private final Mutiny.SessionFactory sessions;
  private final RunAccess access;
  private final EventAppender events;

  HibernateRunStore(Mutiny.SessionFactory sessions, RunAccess access, EventAppender events) {
    this.sessions = sessions;
    this.access = access;
    this.events = events;
  }

  @Override
  public Uni<Void> onEvent(
      RunId run, ApplicationId application, Envelope<?> seen, Function<Run, Change> change) {
    return sessions
        .withTransaction(
            session ->
                access
                    .lockOrMake(session, run, application)
                    .call(loaded -> events.log(session, seen))
                    .call(
                        loaded ->
                            seen.event() instanceof RunPlanned plan
                                ? KeepRulesRows.say(session, plan)
                                : Uni.createFrom().voidItem())
                    .flatMap(loaded -> access.apply(session, loaded, change)))
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> ifFree(RunId run, Function<Run, Change> change) {
    return sessions
        .withTransaction(
            session ->
                session
                    .createNativeQuery(LOCK_IF_FREE, String.class)
                    .setParameter("id", run.value())
                    .getResultList()
                    .flatMap(
                        free ->
                            free.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : access
                                    .lock(session, run)
                                    .flatMap(
                                        loaded ->
                                            loaded == null
                                                ? Uni.createFrom().voidItem()
                                                : access
                                                    .apply(session, loaded, change)
                                                    .replaceWithVoid())))
        .replaceWithVoid();
  }

  @Override
  public Uni<Optional<Run>> change(RunId run, Function<Run, Change> change) {
    return sessions.withTransaction(
        session ->
            access
                .lock(session, run)
                .flatMap(
                    loaded ->
                        loaded == null
                            ? Uni.createFrom().item(Optional.<Run>empty())
                            : access
                                .apply(session, loaded, change)
                                .map(changed -> Optional.of(changed.run()))));
  }

  @Override
  public Uni<Void> onCancel(
      Envelope<CancelRequested> request,
      Function<Run, Change> change,
      Function<Run, Optional<Refusal>> fault) {
    CancelRequested asked = request.event();
    return sessions.withTransaction(
        session ->
            events
                .log(session, request)
                .flatMap(logged -> RequestAnswers.first(session, asked.request()))
                .flatMap(
                    first ->
                        first
                            ? access
                                .lockOrMake(session, asked.run(), asked.application())
                                .flatMap(loaded -> access.apply(session, loaded, change))
                                .flatMap(
                                    changed -> answer(session, request, fault.apply(changed.run())))
                            : Uni.createFrom().voidItem()));
  }

  private Uni<Void> answer(
      Mutiny.Session session, Envelope<CancelRequested> request, Optional<Refusal> fault) {
    return fault.isEmpty()
        ? Uni.createFrom().voidItem()
        : events.reject(
            session,
            request,
            new RequestRejected(
                request.event().request(),
                request.event().application(),
                EventType.CANCEL_REQUESTED.type(),
                List.of(fault.get().detail())));
  }

  @Override
  public Uni<Optional<Run>> find(RunId run) {
    return sessions.withSession(
        session ->
            access
                .read(session, run)
                .map(loaded -> Optional.ofNullable(loaded).map(RunAccess.Loaded::run)));
  }
}
