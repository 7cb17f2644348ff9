// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.persistence;

import io.slackwater.catalog.application.ApplicationProjection;
import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.application.NamespacesListed;
import io.slackwater.contracts.id.ApplicationId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** The applications and namespaces that exist, in PostgreSQL. Thread-safe. */
@Singleton
final class HibernateApplications implements ApplicationProjection {
  private static final String KEEP =
      """
      insert into application (id, cluster, namespace, document)
      values (:id, :cluster, :namespace, cast(cast(:document as text) as jsonb))
      on conflict (id) do update set document = excluded.document
      """;

  /** A list that is older than the one that is known changes nothing. */
  private static final String LIST =
      """
      insert into cluster_namespaces (cluster, listed_at, names)
      values (:cluster, :at, cast(cast(:names as text) as jsonb))
      on conflict (cluster) do update
        set listed_at = excluded.listed_at, names = excluded.names
        where cluster_namespaces.listed_at <= excluded.listed_at
      """;

  private final Mutiny.SessionFactory sessions;

  HibernateApplications(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public Uni<Void> discovered(ApplicationDiscovered application) {
    ApplicationId id = application.application();
    return sessions
        .withTransaction(
            session ->
                session
                    .createNativeQuery(KEEP)
                    .setParameter("id", id.key())
                    .setParameter("cluster", id.cluster().value())
                    .setParameter("namespace", id.namespace())
                    .setParameter("document", Json.write(application))
                    .executeUpdate())
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> listed(NamespacesListed listed, Instant at) {
    return sessions
        .withTransaction(
            session ->
                session
                    .createNativeQuery(LIST)
                    .setParameter("cluster", listed.cluster().value())
                    .setParameter("at", at)
                    .setParameter("names", Json.write(listed.namespaces()))
                    .executeUpdate())
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> removed(ApplicationId application) {
    return sessions
        .withTransaction(
            session ->
                session
                    .createNativeQuery("delete from application where id = :id")
                    .setParameter("id", application.key())
                    .executeUpdate())
        .replaceWithVoid();
  }
}
