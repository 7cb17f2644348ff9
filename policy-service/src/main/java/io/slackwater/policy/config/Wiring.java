// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.config;

import io.slackwater.contracts.id.LocationName;
import io.slackwater.policy.domain.ApproachName;
import io.slackwater.policy.domain.HubLimits;
import io.slackwater.policy.domain.PolicyRules;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;

/** What the domain and the use cases are made with. */
final class Wiring {

  /** PostgreSQL keeps microseconds: what is answered must equal what is stored. */
  private static final Duration PRECISION = Duration.ofNanos(1_000);

  @Produces
  @Singleton
  HubLimits limits(PolicyConfig config, ApproachesConfig approaches) {
    return new HubLimits(
        config.locations().orElse(Set.of()).stream()
            .map(LocationName::new)
            .collect(Collectors.toUnmodifiableSet()),
        config.shortestInterval(),
        approaches.offered().stream()
            .map(
                name ->
                    ApproachName.parse(name).orElseThrow(() -> new UnknownApproachException(name)))
            .collect(Collectors.toUnmodifiableSet()));
  }

  @Produces
  @Singleton
  PolicyRules rules(HubLimits limits) {
    return new PolicyRules(limits);
  }

  @Produces
  @Singleton
  InstantSource clock() {
    return Clock.tick(Clock.systemUTC(), PRECISION);
  }
}
