// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.PolicyName;
import io.slackwater.contracts.run.Approach;
import java.time.Duration;

/**
 * What to protect, by which approach, how often, how long to keep and where to.
 *
 * @param hold the bounds of the hold, for the approaches that have one
 * @param export whether snapshots are also copied into the location
 * @param maxDuration how long a run may take before it counts as expired
 * @param paused whether the schedule rests; a run can still be asked for
 */
public record Policy(
    PolicyName name,
    Selector selector,
    Approach approach,
    HoldBounds hold,
    Schedule schedule,
    Retention retention,
    LocationName location,
    boolean export,
    Objectives objectives,
    Duration maxDuration,
    boolean paused) {

  /** How long a run may take where the policy does not say. */
  public static final Duration DEFAULT_MAX_DURATION = Duration.ofHours(1);

  /** The same policy, resting or not. */
  public Policy withPaused(boolean nowPaused) {
    return new Policy(
        name,
        selector,
        approach,
        hold,
        schedule,
        retention,
        location,
        export,
        objectives,
        maxDuration,
        nowPaused);
  }
}
