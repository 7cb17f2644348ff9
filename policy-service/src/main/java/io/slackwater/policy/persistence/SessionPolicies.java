// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.persistence;

import io.slackwater.contracts.id.PolicyName;
import io.slackwater.policy.application.PolicyStore;
import io.slackwater.policy.application.StoredPolicy;
import io.slackwater.policy.domain.Policy;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Policies in a session. */
final class SessionPolicies implements PolicyStore {

  private static final Logger LOGGER = Logger.getLogger(SessionPolicies.class);

  private final Mutiny.Session session;

  SessionPolicies(Mutiny.Session session) {
    this.session = session;
  }

  @Override
  public Uni<Void> excludeOtherChanges() {
    return AdvisoryLock.SELECTION.take(session);
  }

  @Override
  public Uni<Optional<StoredPolicy>> find(PolicyName name) {
    return session
        .find(PolicyRow.class, name.value())
        .map(row -> Optional.ofNullable(row).map(PolicyRow::toStored));
  }

  @Override
  public Uni<List<StoredPolicy>> all() {
    return session
        .createQuery("from PolicyRow order by name", PolicyRow.class)
        .getResultList()
        .map(rows -> rows.stream().flatMap(SessionPolicies::readable).toList());
  }

  /** One row that cannot be read must not hide the others. */
  private static Stream<StoredPolicy> readable(PolicyRow row) {
    try {
      return Stream.of(row.toStored());
    } catch (UnreadableRowException e) {
      LOGGER.errorf(e, "A policy is left out until its row is put right policyId=%s", row.name);
      return Stream.empty();
    }
  }

  @Override
  public Uni<StoredPolicy> insert(Policy policy, Instant now) {
    PolicyRow row = new PolicyRow(policy, now);
    return session.persist(row).call(session::flush).map(done -> row.toStored());
  }

  @Override
  public Uni<StoredPolicy> update(Policy policy, Instant now) {
    return session
        .find(PolicyRow.class, policy.name().value())
        .invoke(
            row -> {
              row.document = PolicyJson.write(policy);
              row.updatedAt = now;
            })
        .call(session::flush)
        .map(PolicyRow::toStored);
  }

  @Override
  public Uni<Void> delete(PolicyName name) {
    return session
        .find(PolicyRow.class, name.value())
        .flatMap(session::remove)
        .call(session::flush);
  }
}
