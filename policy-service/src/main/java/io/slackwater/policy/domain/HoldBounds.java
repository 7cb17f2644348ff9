// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import java.time.Duration;

/**
 * The bounds of a hold.
 *
 * @param max how long writers may be barred at most
 * @param prepare how long everybody who takes part may need until the first barrier is raised
 */
public record HoldBounds(Duration max, Duration prepare) {

  /** Where a policy, or a request, says nothing. */
  public static final HoldBounds DEFAULT =
      new HoldBounds(Duration.ofSeconds(10), Duration.ofMinutes(2));

  static final Duration SHORTEST_MAX = Duration.ofSeconds(1);
  static final Duration LONGEST_MAX = Duration.ofSeconds(60);
  static final Duration SHORTEST_PREPARE = Duration.ofSeconds(10);
  static final Duration LONGEST_PREPARE = Duration.ofMinutes(30);
}
