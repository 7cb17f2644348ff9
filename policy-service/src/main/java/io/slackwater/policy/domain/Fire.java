// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.PolicyName;
import java.time.Instant;
import java.util.Optional;

/**
 * The next turn of an application under a policy.
 *
 * @param fireTime the schedule's fire time
 * @param dueAt when it is carried out: the fire time and the application's part of the spread
 */
public record Fire(PolicyName policy, ApplicationId application, Instant fireTime, Instant dueAt) {

  /** The first turn that becomes due after an instant; empty when there is none, ever. */
  public static Optional<Fire> next(Policy policy, ApplicationId application, Instant after) {
    var offset = policy.schedule().offset(policy.name(), application);
    return policy
        .schedule()
        .next(after.minus(offset))
        .map(time -> new Fire(policy.name(), application, time, time.plus(offset)));
  }
}
