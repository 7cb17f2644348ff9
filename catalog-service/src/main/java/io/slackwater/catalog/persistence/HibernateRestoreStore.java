// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.persistence;

import io.slackwater.catalog.application.RestoreStore;
import io.slackwater.catalog.domain.Admission;
import io.slackwater.catalog.domain.Change;
import io.slackwater.catalog.domain.Refusal;
import io.slackwater.catalog.domain.RestoreFacts;
import io.slackwater.catalog.domain.RestoreOrder;
import io.slackwater.catalog.domain.Run;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.EventType;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.request.RequestRejected;
import io.slackwater.contracts.request.RestoreRequested;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.task.RestoreTarget;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Restores in PostgreSQL: the restore point's row is locked from the judgement to the pin. */
@Singleton
final class HibernateRestoreStore implements RestoreStore {
  private static final String PIN =
      "insert into restore_point_pin (restore_point, run_id) values (:point, :run)"
          + " on conflict do nothing";

  private final Mutiny.SessionFactory sessions;
  private final RestoreFactsReader facts;
  private final RunAccess access;
  private final EventAppender events;

  HibernateRestoreStore(
      Mutiny.SessionFactory sessions,
      RestoreFactsReader facts,
      RunAccess access,
      EventAppender events) {
    this.sessions = sessions;
    this.facts = facts;
    this.access = access;
    this.events = events;
  }

  @Override
  public Uni<Admission> judge(RestoreOrder order, Function<RestoreFacts, Admission> judgement) {
    return sessions.withSession(
        session ->
            facts
                .read(session, order.restorePoint(), order.target(), "", false)
                .map(judgement::apply));
  }

  @Override
  public Uni<Admission> admit(
      RestoreOrder order,
      Function<RestoreFacts, Admission> judgement,
      Function<Run, Change> begin) {
    return sessions.withTransaction(session -> admit(session, order, judgement, begin));
  }

  @Override
  public Uni<Void> answer(
      Envelope<RestoreRequested> request,
      RestoreOrder order,
      Function<RestoreFacts, Admission> judgement,
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
                        request.event().application(),
                        EventType.RESTORE_REQUESTED.type(),
                        faults)));
  }

  @Override
  public Uni<Admission> resume(
      RunId run,
      BiFunction<Run, RestoreFacts, Optional<Refusal>> fault,
      Function<Run, Change> again) {
    return sessions.withTransaction(
        session ->
            access
                .lock(session, run)
                .flatMap(
                    loaded ->
                        loaded == null
                            ? Uni.createFrom().item(unknown(run))
                            : resume(session, loaded, fault, again)));
  }

  private Uni<Admission> resume(
      Mutiny.Session session,
      RunAccess.Loaded loaded,
      BiFunction<Run, RestoreFacts, Optional<Refusal>> fault,
      Function<Run, Change> again) {
    Run run = loaded.run();
    RunPlanned plan = run.plan();
    if (plan == null) {
      return Uni.createFrom().item(unknown(run.id()));
    }
    RestoreTarget target =
        new RestoreTarget(run.application().cluster(), run.application().namespace());
    return facts
        .lockTarget(session, target)
        .flatMap(locked -> facts.read(session, plan.restorePoint(), target, run.id().value(), true))
        .flatMap(
            read -> {
              Optional<Refusal> refusal = fault.apply(run, read);
              return refusal.isPresent()
                  ? Uni.createFrom().item(refused(refusal.get()))
                  : access
                      .apply(session, loaded, again)
                      .call(changed -> pin(session, changed.run()))
                      .map(changed -> new Admission.Admitted(changed.run()));
            });
  }

  private Uni<Admission> admit(
      Mutiny.Session session,
      RestoreOrder order,
      Function<RestoreFacts, Admission> judgement,
      Function<Run, Change> begin) {
    return facts
        .lockTarget(session, order.target())
        .flatMap(locked -> facts.read(session, order.restorePoint(), order.target(), "", true))
        .flatMap(
            read ->
                access
                    .admittedBefore(session, order, read.point())
                    .flatMap(
                        before ->
                            before != null
                                ? Uni.createFrom().item(new Admission.Admitted(before))
                                : begin(session, judgement.apply(read), begin)));
  }

  private Uni<Admission> begin(
      Mutiny.Session session, Admission admission, Function<Run, Change> begin) {
    return switch (admission) {
      case Admission.Refused refused -> Uni.createFrom().item(refused);
      case Admission.Admitted admitted ->
          access
              .create(session, admitted.run(), null)
              .flatMap(loaded -> access.apply(session, loaded, begin))
              .call(changed -> pin(session, changed.run()))
              .map(changed -> new Admission.Admitted(changed.run()));
    };
  }

  /** The run's row must be there first: the session writes it with its flush. */
  private static Uni<Void> pin(Mutiny.Session session, Run run) {
    RunPlanned plan = run.plan();
    if (plan == null || run.state().settled()) {
      return Uni.createFrom().voidItem();
    }
    return session
        .flush()
        .flatMap(
            flushed ->
                session
                    .createNativeQuery(PIN)
                    .setParameter("point", plan.restorePoint().value())
                    .setParameter("run", run.id().value())
                    .executeUpdate())
        .replaceWithVoid();
  }

  private static Admission unknown(RunId run) {
    return refused(
        new Refusal(
            Refusal.Kind.UNKNOWN_RUN,
            "there is no run %s: list them with GET /api/v1/runs".formatted(run)));
  }

  private static Admission refused(Refusal refusal) {
    return new Admission.Refused(List.of(refusal));
  }
}
