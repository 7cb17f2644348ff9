// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.persistence;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.policy.application.ApplicationStore;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Applications in a session. */
final class SessionApplications implements ApplicationStore {

  private static final String RECORD =
      """
      insert into application (id, composition, seen_at)
      values (:id, cast(cast(:composition as text) as jsonb), :seenAt)
      on conflict (id) do update
      set composition = excluded.composition, seen_at = excluded.seen_at
      where application.seen_at <= excluded.seen_at
      """;

  private static final String REMOVE =
      """
      insert into application (id, composition, seen_at)
      values (:id, null, :seenAt)
      on conflict (id) do update
      set composition = null, seen_at = excluded.seen_at
      where application.seen_at <= excluded.seen_at
      """;

  private final Mutiny.Session session;

  SessionApplications(Mutiny.Session session) {
    this.session = session;
  }

  @Override
  public Uni<Void> excludePolicyChanges() {
    return AdvisoryLock.SELECTION.takeShared(session);
  }

  @Override
  public Uni<List<ApplicationDiscovered>> all() {
    return session
        .createQuery(
            "from ApplicationRow where composition is not null order by id", ApplicationRow.class)
        .getResultList()
        .map(rows -> rows.stream().map(ApplicationRow::toApplication).toList());
  }

  @Override
  public Uni<Optional<ApplicationDiscovered>> find(ApplicationId application) {
    return session
        .find(ApplicationRow.class, application.key())
        .map(
            row ->
                Optional.ofNullable(row)
                    .filter(found -> found.composition != null)
                    .map(ApplicationRow::toApplication));
  }

  @Override
  public Uni<Boolean> record(ApplicationDiscovered application, Instant seenAt) {
    return session
        .createNativeQuery(RECORD)
        .setParameter("id", application.application().key())
        .setParameter("composition", ApplicationRow.write(application))
        .setParameter("seenAt", seenAt)
        .executeUpdate()
        .map(rows -> rows > 0);
  }

  @Override
  public Uni<Boolean> remove(ApplicationId application, Instant seenAt) {
    return session
        .createNativeQuery(REMOVE)
        .setParameter("id", application.key())
        .setParameter("seenAt", seenAt)
        .executeUpdate()
        .map(rows -> rows > 0);
  }
}
