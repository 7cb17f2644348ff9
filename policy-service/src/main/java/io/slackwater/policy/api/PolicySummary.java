// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.api;

import io.slackwater.policy.application.StoredPolicy;
import io.slackwater.policy.domain.PolicyDocument;
import java.time.Instant;

/**
 * A policy as it is stored.
 *
 * @param policy the policy, as it can be sent back
 * @param version grows with every change; the ETag
 */
public record PolicySummary(
    PolicyDocument policy, long version, Instant createdAt, Instant updatedAt) {

  static PolicySummary of(StoredPolicy stored) {
    return new PolicySummary(
        PolicyDocument.of(stored.policy()),
        stored.version(),
        stored.createdAt(),
        stored.updatedAt());
  }
}
