// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.application;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.PolicyName;
import io.slackwater.policy.domain.FireDecision.Occupied;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** Looks up what stands in the way of a run. */
final class Occupancy {

  private Occupancy() {}

  static Uni<Occupied> of(
      Stores stores, PolicyName policy, ApplicationId application, Instant now) {
    return stores
        .runs()
        .open(policy, application, now)
        .flatMap(
            open ->
                stores
                    .restores()
                    .current(application, now)
                    .map(restore -> new Occupied(open, restore)));
  }
}
