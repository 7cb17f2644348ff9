// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.persistence;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.policy.application.RestoreStore;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Restores in a session. */
final class SessionRestores implements RestoreStore {

  private static final String BEGIN =
      """
      insert into restore (run, application, not_after, settled)
      values (:run, :application, :notAfter, false)
      on conflict (run) do nothing
      """;

  private static final String SETTLE =
      """
      insert into restore (run, application, not_after, settled)
      values (:run, :application, :settledAt, true)
      on conflict (run) do update set settled = true
      """;

  private static final String CURRENT =
      """
      select run from restore
      where application = :application and not settled and not_after > :now
      limit 1
      """;

  private final Mutiny.Session session;

  SessionRestores(Mutiny.Session session) {
    this.session = session;
  }

  @Override
  public Uni<Void> begin(RunPlanned restore) {
    return session
        .createNativeQuery(BEGIN)
        .setParameter("run", restore.run().value())
        .setParameter("application", restore.application().key())
        .setParameter("notAfter", restore.notAfter())
        .executeUpdate()
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> settle(RunSettled restore) {
    return session
        .createNativeQuery(SETTLE)
        .setParameter("run", restore.run().value())
        .setParameter("application", restore.application().key())
        .setParameter("settledAt", restore.settledAt())
        .executeUpdate()
        .replaceWithVoid();
  }

  @Override
  public Uni<Optional<RunId>> current(ApplicationId application, Instant now) {
    return session
        .createNativeQuery(CURRENT, String.class)
        .setParameter("application", application.key())
        .setParameter("now", now)
        .getResultList()
        .map(ids -> ids.stream().findFirst().map(RunId::new));
  }
}
