// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.persistence;

import io.slackwater.catalog.application.ImportStore;
import io.slackwater.catalog.domain.Admission;
import io.slackwater.catalog.domain.Change;
import io.slackwater.catalog.domain.ImportOrder;
import io.slackwater.catalog.domain.Run;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.EventType;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.request.ImportRequested;
import io.slackwater.contracts.request.RequestRejected;
import io.slackwater.contracts.run.RunKind;
import io.slackwater.contracts.task.ExecutorKind;
import io.slackwater.contracts.task.RestorePointsFound;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Imports in PostgreSQL. Thread-safe. */
@Singleton
final class HibernateImportStore implements ImportStore {
  private final Mutiny.SessionFactory sessions;
  private final RestoreFactsReader facts;
  private final RunAccess access;
  private final EventAppender events;
  private final ImportRows rows;

  HibernateImportStore(
      Mutiny.SessionFactory sessions,
      RestoreFactsReader facts,
      RunAccess access,
      EventAppender events,
      ImportRows rows) {
    this.sessions = sessions;
    this.facts = facts;
    this.access = access;
    this.events = events;
    this.rows = rows;
  }

  @Override
  public Uni<Admission> admit(
      ImportOrder order,
      Function<Set<ExecutorKind>, Admission> judgement,
      Function<Run, Change> begin) {
    return sessions.withTransaction(session -> admit(session, order, judgement, begin));
  }

  @Override
  public Uni<Void> answer(
      Envelope<ImportRequested> request,
      ImportOrder order,
      Function<Set<ExecutorKind>, Admission> judgement,
      Function<Run, Change> begin) {
    return sessions.withTransaction(
        session ->
            RequestAnswers.answer(
                session,
                events,
                request,
                order.request(),
                () -> admit(session, order, judgement, begin),
                faults ->
                    new RequestRejected(
                        order.request(),
                        order.subject(),
                        EventType.IMPORT_REQUESTED.type(),
                        faults)));
  }

  @Override
  public Uni<Boolean> take(RestorePointsFound found) {
    return sessions.withTransaction(
        session ->
            access
                .lock(session, found.attempt().run())
                .flatMap(
                    loaded ->
                        loaded != null && isImport(loaded.run())
                            ? rows.take(session, loaded.run(), found).replaceWith(true)
                            : Uni.createFrom().item(false)));
  }

  private static boolean isImport(Run run) {
    return run.plan() != null && run.plan().kind() == RunKind.IMPORT;
  }

  @Override
  public Uni<Findings> findings(RunId run) {
    return sessions.withSession(session -> rows.findings(session, run));
  }

  @Override
  public Uni<Integer> arrived(RunId run, int attempt) {
    return sessions.withSession(session -> rows.arrived(session, run, attempt));
  }

  private Uni<Admission> admit(
      Mutiny.Session session,
      ImportOrder order,
      Function<Set<ExecutorKind>, Admission> judgement,
      Function<Run, Change> begin) {
    return RequestAnswers.lock(session, order.request())
        .flatMap(locked -> access.read(session, order.run()))
        .flatMap(
            before ->
                before != null
                    ? Uni.createFrom().item(new Admission.Admitted(before.run()))
                    : facts
                        .alive(session, order.cluster())
                        .flatMap(alive -> begin(session, judgement.apply(alive), begin)));
  }

  private Uni<Admission> begin(
      Mutiny.Session session, Admission admission, Function<Run, Change> begin) {
    return switch (admission) {
      case Admission.Refused refused -> Uni.createFrom().item(refused);
      case Admission.Admitted admitted ->
          access
              .create(session, admitted.run(), null)
              .flatMap(loaded -> access.apply(session, loaded, begin))
              .map(changed -> new Admission.Admitted(changed.run()));
    };
  }
}
