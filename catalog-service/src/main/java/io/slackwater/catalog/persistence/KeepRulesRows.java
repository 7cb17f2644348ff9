// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.persistence;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.PolicyName;
import io.slackwater.contracts.run.KeepRules;
import io.slackwater.contracts.run.RunPlanned;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** What policies last said is to be kept, inside the caller's transaction. */
final class KeepRulesRows {
  /** A plan that is older than the one that spoke last changes nothing. */
  private static final String SAY =
      """
      insert into keep_rules (application, policy, planned_at, rules)
      values (:application, :policy, :at, cast(cast(:rules as text) as jsonb))
      on conflict (application, policy) do update
        set planned_at = excluded.planned_at, rules = excluded.rules
        where keep_rules.planned_at <= excluded.planned_at
      """;

  private static final String RULED =
      """
      select application from keep_rules
      union
      select r.application from run r join restore_point p on p.run_id = r.id
        where r.state = 'CANCELLED' and p.state in ('FAILED', 'RETIRING')
      order by 1
      """;

  private static final String OF =
      "select policy, cast(rules as text) from keep_rules where application = :application";

  private KeepRulesRows() {}

  static Uni<Void> say(Mutiny.Session session, RunPlanned plan) {
    if (plan.keep() == null || plan.policy() == null) {
      return Uni.createFrom().voidItem();
    }
    return session
        .createNativeQuery(SAY)
        .setParameter("application", plan.application().key())
        .setParameter("policy", plan.policy().value())
        .setParameter("at", plan.plannedAt())
        .setParameter("rules", Json.write(plan.keep()))
        .executeUpdate()
        .replaceWithVoid();
  }

  static Uni<List<ApplicationId>> ruled(Mutiny.Session session) {
    return session
        .createNativeQuery(RULED, String.class)
        .getResultList()
        .map(all -> all.stream().map(ApplicationId::parse).toList());
  }

  static Uni<Map<PolicyName, KeepRules>> of(Mutiny.Session session, ApplicationId application) {
    return session
        .createNativeQuery(OF, Object[].class)
        .setParameter("application", application.key())
        .getResultList()
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.toMap(
                            row -> new PolicyName((String) row[0]),
                            row -> Json.read((String) row[1], KeepRules.class))));
  }
}
