// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import io.slackwater.contracts.id.LocationName;
import java.time.Duration;
import java.util.Set;

/**
 * What this hub allows.
 *
 * @param locations the locations that its executors can reach
 * @param shortestInterval the shortest time between two fire times of a policy
 */
public record HubLimits(Set<LocationName> locations, Duration shortestInterval) {

  /** Copies the set. */
  public HubLimits {
    locations = Set.copyOf(locations);
  }
}
