// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes.hold;

import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.task.HoldOrder;
import io.slackwater.dataservices.hold.BarrierRequest;
import io.slackwater.snapshot.application.hold.HoldLimits;
import java.time.Duration;

/**
 * What the barriers of one hold have in common.
 *
 * @param keep how long exported snapshots are kept; zero when nobody takes part
 */
record HoldSettings(HoldId hold, Duration maxHold, Duration prepare, Duration keep) {

  static HoldSettings of(HoldId hold, HoldOrder order, Duration keep) {
    return new HoldSettings(
        hold,
        Duration.ofMillis(order.maxHoldMillis()),
        Duration.ofMillis(order.prepareMillis()),
        order.participants().isEmpty() ? Duration.ZERO : keep);
  }

  /** Of the barrier at this place in the order; 0 is the first. */
  BarrierRequest request(int place) {
    Duration quiesce = HoldLimits.quiesce(maxHold);
    return new BarrierRequest(hold.value(), place == 0 ? maxHold : maxHold.minus(quiesce), quiesce);
  }

  boolean keeps() {
    return !keep.isZero();
  }
}
