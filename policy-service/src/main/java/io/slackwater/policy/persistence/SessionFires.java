// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.persistence;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.PolicyName;
import io.slackwater.policy.application.FireStore;
import io.slackwater.policy.application.SkippedFire;
import io.slackwater.policy.domain.Fire;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Turns in a session. */
final class SessionFires implements FireStore {

  private static final Duration SKIPS_KEPT = Duration.ofDays(30);

  private static final String CLAIM =
      """
      select policy, application, fire_time, due_at from fire
      where due_at <= :now
      order by due_at
      limit 1
      for update skip locked
      """;

  private static final String ADD =
      """
      insert into fire (policy, application, fire_time, due_at)
      values (:policy, :application, :fireTime, :dueAt)
      on conflict (policy, application) do
      """;

  private static final String RECORD_SKIP =
      """
      insert into skipped_fire (policy, application, fire_time, reason, recorded_at)
      values (:policy, :application, :fireTime, :reason, :recordedAt)
      on conflict (policy, application, fire_time) do nothing
      """;

  private static final String FORGET_SKIPS =
      """
      delete from skipped_fire
      where policy = :policy and application = :application and recorded_at < :before
      """;

  private static final String LAST_SKIPS =
      """
      select distinct on (application) policy, application, fire_time, reason, recorded_at
      from skipped_fire
      where policy = :policy
      order by application, fire_time desc
      """;

  private final Mutiny.Session session;

  SessionFires(Mutiny.Session session) {
    this.session = session;
  }

  @Override
  public Uni<Optional<Fire>> claimDue(Instant now) {
    return session
        .createNativeQuery(CLAIM, FireRow.class)
        .setParameter("now", now)
        .getResultList()
        .map(rows -> rows.stream().findFirst().map(FireRow::toFire));
  }

  @Override
  public Uni<Void> add(Fire fire) {
    return insert(ADD + "nothing", fire);
  }

  @Override
  public Uni<Void> put(Fire fire) {
    return insert(
        ADD + "update set fire_time = excluded.fire_time, due_at = excluded.due_at", fire);
  }

  @Override
  public Uni<Void> postpone(Fire fire, Instant until) {
    return session
        .createNativeQuery(
            "update fire set due_at = :until"
                + " where policy = :policy and application = :application and fire_time = :fireTime")
        .setParameter("until", until)
        .setParameter("policy", fire.policy().value())
        .setParameter("application", fire.application().key())
        .setParameter("fireTime", fire.fireTime())
        .executeUpdate()
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> remove(PolicyName policy, ApplicationId application) {
    return session
        .createNativeQuery("delete from fire where policy = :policy and application = :application")
        .setParameter("policy", policy.value())
        .setParameter("application", application.key())
        .executeUpdate()
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> removeAll(PolicyName policy) {
    return session
        .createNativeQuery("delete from fire where policy = :policy")
        .setParameter("policy", policy.value())
        .executeUpdate()
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> removeAll(ApplicationId application) {
    return session
        .createNativeQuery("delete from fire where application = :application")
        .setParameter("application", application.key())
        .executeUpdate()
        .replaceWithVoid();
  }

  @Override
  public Uni<List<Fire>> of(PolicyName policy) {
    return session
        .createQuery("from FireRow where policy = :policy order by application", FireRow.class)
        .setParameter("policy", policy.value())
        .getResultList()
        .map(rows -> rows.stream().map(FireRow::toFire).toList());
  }

  @Override
  public Uni<Void> recordSkip(SkippedFire skipped) {
    return session
        .createNativeQuery(RECORD_SKIP)
        .setParameter("policy", skipped.policy().value())
        .setParameter("application", skipped.application().key())
        .setParameter("fireTime", skipped.fireTime())
        .setParameter("reason", skipped.reason())
        .setParameter("recordedAt", skipped.recordedAt())
        .executeUpdate()
        .flatMap(
            recorded ->
                session
                    .createNativeQuery(FORGET_SKIPS)
                    .setParameter("policy", skipped.policy().value())
                    .setParameter("application", skipped.application().key())
                    .setParameter("before", skipped.recordedAt().minus(SKIPS_KEPT))
                    .executeUpdate())
        .replaceWithVoid();
  }

  @Override
  public Uni<List<SkippedFire>> lastSkips(PolicyName policy) {
    return session
        .createNativeQuery(LAST_SKIPS, SkippedFireRow.class)
        .setParameter("policy", policy.value())
        .getResultList()
        .map(rows -> rows.stream().map(SkippedFireRow::toSkippedFire).toList());
  }

  private Uni<Void> insert(String sql, Fire fire) {
    return session
        .createNativeQuery(sql)
        .setParameter("policy", fire.policy().value())
        .setParameter("application", fire.application().key())
        .setParameter("fireTime", fire.fireTime())
        .setParameter("dueAt", fire.dueAt())
        .executeUpdate()
        .replaceWithVoid();
  }
}
