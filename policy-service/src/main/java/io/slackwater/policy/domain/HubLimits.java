// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.run.Approach;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What this hub allows.
 *
 * @param locations the locations that its executors can reach
 * @param shortestInterval the shortest time between two fire times of a policy
 * @param approaches the approaches that it offers
 */
public record HubLimits(
    Set<LocationName> locations, Duration shortestInterval, Set<Approach> approaches) {

  /** Copies the sets. */
  public HubLimits {
    locations = Set.copyOf(locations);
    approaches = Set.copyOf(approaches);
  }

  /** Why an approach cannot be asked for here; empty when it can. */
  Optional<String> against(Approach approach) {
    return approaches.contains(approach)
        ? Optional.empty()
        : Optional.of("the approach %s is not offered here".formatted(ApproachName.of(approach)));
  }

  /** The approaches by name, in the order of the contract. */
  List<String> offered() {
    return approaches.stream().sorted().map(ApproachName::of).toList();
  }
}
