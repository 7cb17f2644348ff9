// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.persistence;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.PolicyName;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.policy.application.PolicyRun;
import io.slackwater.policy.application.RunStore;
import io.slackwater.policy.domain.BackupOrder;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Runs in a session. */
final class SessionRuns implements RunStore {

  private static final String OPEN =
      """
      select id from run
      where policy = :policy and application = :application
        and outcome is null and not_after > :now
      order by planned_at desc
      limit 1
      """;

  private static final String INSERT =
      """
      insert into run
        (id, application, policy, request, fire_time, approach, planned_at, not_after)
      values
        (:id, :application, cast(:policy as text), cast(:request as text),
         cast(cast(:fireTime as text) as timestamptz), :approach, :plannedAt, :notAfter)
      on conflict (id) do nothing
      """;

  private static final String SETTLE =
      """
      update run set outcome = :outcome, settled_at = :settledAt
      where id = :id and outcome is null
      """;

  private static final String LATEST =
      """
      select distinct on (application)
        id, application, policy, request, fire_time, approach, planned_at, not_after, outcome,
        settled_at
      from run
      where policy = :policy
      order by application, planned_at desc
      """;

  private final Mutiny.Session session;

  SessionRuns(Mutiny.Session session) {
    this.session = session;
  }

  @Override
  public Uni<Void> excludeOtherRuns(PolicyName policy, ApplicationId application) {
    return AdvisoryLock.RUNS.take(session, policy.value() + "|" + application.key());
  }

  @Override
  public Uni<Optional<RunId>> open(PolicyName policy, ApplicationId application, Instant now) {
    return session
        .createNativeQuery(OPEN, String.class)
        .setParameter("policy", policy.value())
        .setParameter("application", application.key())
        .setParameter("now", now)
        .getResultList()
        .map(ids -> ids.stream().findFirst().map(RunId::new));
  }

  @Override
  public Uni<Boolean> insert(BackupOrder order) {
    return session
        .createNativeQuery(INSERT)
        .setParameter("id", order.run().value())
        .setParameter("application", order.application().key())
        .setParameter("policy", text(order.policy()))
        .setParameter("request", text(order.request()))
        .setParameter("fireTime", text(order.fireTime()))
        .setParameter("approach", order.approach().name())
        .setParameter("plannedAt", order.plannedAt())
        .setParameter("notAfter", order.notAfter())
        .executeUpdate()
        .map(rows -> rows > 0);
  }

  @Override
  public Uni<Boolean> settle(RunSettled settled) {
    return session
        .createNativeQuery(SETTLE)
        .setParameter("id", settled.run().value())
        .setParameter("outcome", settled.outcome().name())
        .setParameter("settledAt", settled.settledAt())
        .executeUpdate()
        .map(rows -> rows > 0);
  }

  @Override
  public Uni<List<PolicyRun>> latest(PolicyName policy) {
    return session
        .createNativeQuery(LATEST, RunRow.class)
        .setParameter("policy", policy.value())
        .getResultList()
        .map(rows -> rows.stream().map(RunRow::toPolicyRun).toList());
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
