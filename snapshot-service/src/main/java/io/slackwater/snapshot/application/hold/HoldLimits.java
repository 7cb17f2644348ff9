// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application.hold;

import java.time.Duration;
import java.util.Set;

/**
 * Bounds of holds.
 *
 * @param interval between two looks at snapshots while writers are barred
 * @param keep how long snapshots of databases are kept for participants after the seal
 * @param cutAtCreation the drivers whose reported creation means that the data is fixed
 */
public record HoldLimits(Duration interval, Duration keep, Set<String> cutAtCreation) {

  /** Copies the set. */
  public HoldLimits {
    cutAtCreation = Set.copyOf(cutAtCreation);
  }

  /**
   * The part of a hold in which every barrier must be raised. The barriers that come after the
   * first may last as much less, so that none outlasts the hold, whatever becomes of this process.
   */
  public static Duration quiesce(Duration maxHold) {
    return maxHold.dividedBy(3);
  }
}
