// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.messaging;

import io.slackwater.policy.application.StoreUnavailableException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Waits out the database. A record is no worse for an outage, so it must not end among the dead
 * letters for one: it stays unacknowledged, and its channel waits, until the database answers.
 */
final class Patience {

  private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
  private static final Duration LAST_BACKOFF = Duration.ofSeconds(5);

  private Patience() {}

  static Uni<Void> untilStored(Supplier<Uni<Void>> action) {
    return Uni.createFrom()
        .deferred(action::get)
        .onFailure(StoreUnavailableException.class)
        .retry()
        .withBackOff(FIRST_BACKOFF, LAST_BACKOFF)
        .atMost(Long.MAX_VALUE);
  }
}
