// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.application;

import io.slackwater.contracts.id.PolicyName;
import io.slackwater.policy.domain.Policy;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: policies. */
public interface PolicyStore {

  /**
   * Until the transaction ends, no application comes, changes or goes, and no other policy changes:
   * whoever changes what a policy selects must call this first.
   */
  Uni<Void> excludeOtherChanges();

  /** A policy. */
  Uni<Optional<StoredPolicy>> find(PolicyName name);

  /** All policies, by name. */
  Uni<List<StoredPolicy>> all();

  /** Adds a policy whose name is free. */
  Uni<StoredPolicy> insert(Policy policy, Instant now);

  /** Replaces the policy of the same name, which is there. */
  Uni<StoredPolicy> update(Policy policy, Instant now);

  /** Removes a policy. */
  Uni<Void> delete(PolicyName name);
}
