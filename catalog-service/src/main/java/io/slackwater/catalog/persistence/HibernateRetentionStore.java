// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.persistence;

import io.slackwater.catalog.application.RetentionStore;
import io.slackwater.catalog.domain.Change;
import io.slackwater.catalog.domain.KeptPoint;
import io.slackwater.catalog.domain.Retention;
import io.slackwater.catalog.domain.RetentionPace;
import io.slackwater.catalog.domain.Retirement;
import io.slackwater.catalog.domain.Run;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.PolicyName;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.RestorePointState;
import io.slackwater.contracts.run.KeepRules;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Retention in PostgreSQL. The rows of an application's restore points are locked before their pins
 * are read: who pins a point holds the same lock. Thread-safe.
 */
@Singleton
final class HibernateRetentionStore implements RetentionStore {
  private static final String PINNED =
      """
      select distinct p.restore_point from restore_point_pin p
      join restore_point r on r.id = p.restore_point where r.application = :application
      """;

  /** Runs that retire points of the application: how many, and whether another may follow. */
  private static final String RUNS =
      """
      select restore_point, count(*), bool_and(settled) and max(created_at) < :before
      from run where kind = 'RETIRE' and application = :application group by restore_point
      """;

  /** The newest retired point of each location that was not pruned since, when nothing is open. */
  private static final String TO_PRUNE =
      """
      select distinct on (r.document->'plan'->>'location') r.restore_point
      from run r
      where r.kind = 'RETIRE' and r.state = 'SUCCEEDED' and r.application = :application
        and not exists (
          select 1 from run m
          where m.kind = 'MAINTENANCE' and m.application = r.application
            and m.document->'plan'->>'location' = r.document->'plan'->>'location'
            and (m.created_at > :before
              or m.state = 'SUCCEEDED' and m.created_at >= r.created_at))
        and not exists (select 1 from run o where o.application = r.application and not o.settled)
      order by r.document->'plan'->>'location', r.created_at desc
      """;

  /** Points of cancelled backups: nobody restores from them, whatever the rules say. */
  private static final String CANCELLED =
      """
      select p.id from restore_point p join run r on r.id = p.run_id
      where p.application = :application and p.state = 'FAILED' and r.state = 'CANCELLED'
      """;

  private static final String PRUNES =
      "select count(*) from run where kind = 'MAINTENANCE' and restore_point = :point";

  private static final String LOCK =
      "select cast(pg_advisory_xact_lock(hashtext('retention'), hashtext(:application)) as text)";

  private final Mutiny.SessionFactory sessions;
  private final RunAccess access;
  private final Retirement retirement;
  private final RetentionPace pace;

  HibernateRetentionStore(
      Mutiny.SessionFactory sessions, RunAccess access, Retirement retirement, RetentionPace pace) {
    this.sessions = sessions;
    this.access = access;
    this.retirement = retirement;
    this.pace = pace;
  }

  @Override
  public Uni<List<ApplicationId>> ruled() {
    return sessions.withSession(KeepRulesRows::ruled);
  }

  @Override
  public Uni<Void> retire(ApplicationId application, Instant now, Function<Run, Change> begin) {
    return sessions.withTransaction(
        session ->
            lock(session, application)
                .flatMap(locked -> live(session, application))
                .flatMap(
                    rows ->
                        chosen(session, application, rows, now)
                            .flatMap(
                                chosen ->
                                    each(
                                        chosen, next -> retire(session, rows, next, now, begin)))));
  }

  @Override
  public Uni<Void> maintain(ApplicationId application, Instant now, Function<Run, Change> begin) {
    return sessions.withTransaction(
        session ->
            lock(session, application)
                .flatMap(
                    locked ->
                        session
                            .createNativeQuery(TO_PRUNE, String.class)
                            .setParameter("application", application.key())
                            .setParameter("before", now.minus(pace.pruneInterval()))
                            .getResultList())
                .flatMap(points -> each(points, point -> prune(session, point, now, begin))));
  }

  private static Uni<Void> lock(Mutiny.Session session, ApplicationId application) {
    return session
        .createNativeQuery(LOCK, String.class)
        .setParameter("application", application.key())
        .getResultList()
        .replaceWithVoid();
  }

  private static Uni<List<RestorePointRow>> live(
      Mutiny.Session session, ApplicationId application) {
    return session
        .createSelectionQuery(
            "from RestorePointRow where application = :application and state <> 'RETIRED'"
                + " order by id",
            RestorePointRow.class)
        .setParameter("application", application.key())
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList();
  }

  private Uni<List<Next>> chosen(
      Mutiny.Session session, ApplicationId application, List<RestorePointRow> rows, Instant now) {
    return KeepRulesRows.of(session, application)
        .flatMap(rules -> rulesAndCancelled(session, application, rows, now, rules));
  }

  private Uni<List<Next>> rulesAndCancelled(
      Mutiny.Session session,
      ApplicationId application,
      List<RestorePointRow> rows,
      Instant now,
      Map<PolicyName, KeepRules> rules) {
    return cancelled(session, application)
        .flatMap(
            cancelled ->
                pinned(session, application)
                    .flatMap(
                        pinned ->
                            tries(session, application, now)
                                .map(
                                    tries -> {
                                      List<KeptPoint> points =
                                          rows.stream().map(row -> kept(row, pinned)).toList();
                                      Set<RestorePointId> gone = new LinkedHashSet<>(cancelled);
                                      gone.addAll(Retention.retirable(points, rules, now));
                                      List<Next> next = new ArrayList<>();
                                      gone.forEach(id -> next.add(new Next(id, 1)));
                                      next.addAll(again(points, tries));
                                      return next;
                                    })));
  }

  /** Points whose retirement failed a while ago. */
  private static List<Next> again(List<KeptPoint> points, Map<String, Next> tries) {
    return points.stream()
        .filter(p -> p.state() == RestorePointState.RETIRING)
        .flatMap(p -> Optional.ofNullable(tries.get(p.id().value())).stream())
        .toList();
  }

  private static Uni<List<RestorePointId>> cancelled(
      Mutiny.Session session, ApplicationId application) {
    return session
        .createNativeQuery(CANCELLED, String.class)
        .setParameter("application", application.key())
        .getResultList()
        .map(ids -> ids.stream().map(RestorePointId::new).toList());
  }

  private static Uni<Set<String>> pinned(Mutiny.Session session, ApplicationId application) {
    return session
        .createNativeQuery(PINNED, String.class)
        .setParameter("application", application.key())
        .getResultList()
        .map(Set::copyOf);
  }

  /** The next run of each point whose last one ended long enough ago. */
  private Uni<Map<String, Next>> tries(
      Mutiny.Session session, ApplicationId application, Instant now) {
    return session
        .createNativeQuery(RUNS, Object[].class)
        .setParameter("application", application.key())
        .setParameter("before", now.minus(pace.retryAfter()))
        .getResultList()
        .map(
            rows ->
                rows.stream()
                    .filter(row -> (Boolean) row[2])
                    .map(row -> new Next(new RestorePointId((String) row[0]), next(row[1])))
                    .collect(Collectors.toMap(n -> n.point().value(), n -> n)));
  }

  private Uni<Void> retire(
      Mutiny.Session session,
      List<RestorePointRow> rows,
      Next next,
      Instant now,
      Function<Run, Change> begin) {
    List<RestorePoint> points = new ArrayList<>();
    rows.forEach(row -> points.add(Json.read(row.document, RestorePoint.class)));
    RestorePointRow row =
        rows.stream().filter(r -> r.id.equals(next.point().value())).findFirst().orElseThrow();
    Run run =
        retirement.retire(Json.read(row.document, RestorePoint.class), points, next.number(), now);
    return access
        .create(session, run, row)
        .flatMap(loaded -> access.apply(session, loaded, begin))
        .replaceWithVoid();
  }

  private Uni<Void> prune(
      Mutiny.Session session, String point, Instant now, Function<Run, Change> begin) {
    return session
        .createNativeQuery(PRUNES, Long.class)
        .setParameter("point", point)
        .getSingleResult()
        .flatMap(
            count ->
                session
                    .find(RestorePointRow.class, point)
                    .flatMap(
                        row ->
                            access.create(
                                session,
                                retirement.prune(
                                    Json.read(row.document, RestorePoint.class), next(count), now),
                                null)))
        .flatMap(loaded -> access.apply(session, loaded, begin))
        .replaceWithVoid();
  }

  private static KeptPoint kept(RestorePointRow row, Set<String> pinned) {
    RestorePoint point = Json.read(row.document, RestorePoint.class);
    return new KeptPoint(
        point.id(), point.policy(), point.state(), point.createdAt(), pinned.contains(row.id));
  }

  private static int next(Object count) {
    return Math.toIntExact((Long) count) + 1;
  }

  private static <T> Uni<Void> each(List<T> all, Function<T, Uni<Void>> action) {
    return Multi.createFrom()
        .iterable(all)
        .onItem()
        .transformToUniAndConcatenate(action::apply)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** A point to be retired by its run of that number. */
  private record Next(RestorePointId point, int number) {}
}
