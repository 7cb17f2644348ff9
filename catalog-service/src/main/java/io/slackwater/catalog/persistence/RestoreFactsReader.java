// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.persistence;

import io.slackwater.catalog.domain.RestoreFacts;
import io.slackwater.catalog.domain.SupervisionRules;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.task.ExecutorKind;
import io.slackwater.contracts.task.RestoreTarget;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Reads what a restore is judged by, inside the caller's transaction. */
@Singleton
final class RestoreFactsReader {
  /** A namespace with an application in it, or one that discovery lists though it holds none. */
  private static final String NAMESPACE =
      """
      select id from application where cluster = :cluster and namespace = :namespace
      union all
      select cluster from cluster_namespaces
        where cluster = :cluster and jsonb_exists(names, :namespace)
      limit 1
      """;

  private static final String OPEN =
      "select id from run where kind = 'RESTORE' and not settled and cluster = :cluster"
          + " and namespace = :namespace and id <> :self";
  private static final String ALIVE =
      "select distinct kind from executor where cluster = :cluster"
          + " and seen_at > now() - make_interval(secs => cast(:seconds as double precision))";
  private static final String LOCK_TARGET =
      "select cast(pg_advisory_xact_lock(hashtext('restore-target'), hashtext(:target)) as text)";

  private final SupervisionRules rules;

  RestoreFactsReader(SupervisionRules rules) {
    this.rules = rules;
  }

  /** One transaction at a time goes on for a target, until it ends. */
  Uni<Void> lockTarget(Mutiny.Session session, RestoreTarget target) {
    return session
        .createNativeQuery(LOCK_TARGET, String.class)
        .setParameter("target", target.cluster().value() + "/" + target.namespace())
        .getResultList()
        .replaceWithVoid();
  }

  /**
   * The facts.
   *
   * @param lock keeps the restore point as it is until the transaction ends
   * @param self the run that is asked for, which does not stand in its own way
   */
  Uni<RestoreFacts> read(
      Mutiny.Session session, RestorePointId id, RestoreTarget target, String self, boolean lock) {
    Uni<RestorePointRow> point =
        lock
            ? session.find(RestorePointRow.class, id.value(), LockModeType.PESSIMISTIC_READ)
            : session.find(RestorePointRow.class, id.value());
    return point.flatMap(
        row ->
            namespaceExists(session, target)
                .flatMap(
                    exists ->
                        open(session, target, self)
                            .flatMap(
                                open ->
                                    alive(session, target.cluster())
                                        .flatMap(
                                            alive ->
                                                facts(session, point(row), exists, open, alive)))));
  }

  private static @Nullable RestorePoint point(@Nullable RestorePointRow row) {
    return row == null ? null : Json.read(row.document, RestorePoint.class);
  }

  private Uni<RestoreFacts> facts(
      Mutiny.Session session,
      @Nullable RestorePoint point,
      boolean exists,
      List<RunId> open,
      Set<ExecutorKind> alive) {
    Uni<Set<ExecutorKind>> owners =
        point == null
            ? Uni.createFrom().item(Set.of())
            : alive(session, point.application().cluster());
    return owners.map(
        kinds ->
            new RestoreFacts(point, exists, open, alive, kinds.contains(ExecutorKind.DISCOVERY)));
  }

  private static Uni<Boolean> namespaceExists(Mutiny.Session session, RestoreTarget target) {
    return session
        .createNativeQuery(NAMESPACE, String.class)
        .setParameter("cluster", target.cluster().value())
        .setParameter("namespace", target.namespace())
        .getResultList()
        .map(found -> !found.isEmpty());
  }

  private static Uni<List<RunId>> open(Mutiny.Session session, RestoreTarget target, String self) {
    return session
        .createNativeQuery(OPEN, String.class)
        .setParameter("cluster", target.cluster().value())
        .setParameter("namespace", target.namespace())
        .setParameter("self", self)
        .getResultList()
        .map(ids -> ids.stream().map(RunId::new).toList());
  }

  /** The kinds of executors that live in a cluster. */
  Uni<Set<ExecutorKind>> alive(Mutiny.Session session, ClusterId cluster) {
    return session
        .createNativeQuery(ALIVE, String.class)
        .setParameter("cluster", cluster.value())
        .setParameter("seconds", rules.alive().toMillis() / 1000.0)
        .getResultList()
        .map(kinds -> kinds.stream().map(ExecutorKind::valueOf).collect(Collectors.toSet()));
  }
}
