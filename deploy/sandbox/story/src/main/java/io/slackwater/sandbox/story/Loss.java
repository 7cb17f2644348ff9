// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.slackwater.sandbox.story.shop.Writings;
import java.time.Clock;
import java.time.Instant;

/**
 * What the writers had written when the shop was lost.
 *
 * @param at when that was; what is younger was written after the restore
 */
record Loss(Writings written, Instant at) {

  /** What would be lost now. */
  static Loss now(Place place, Clock clock) {
    Instant now = clock.instant();
    return new Loss(place.writers().take(now), now);
  }
}
