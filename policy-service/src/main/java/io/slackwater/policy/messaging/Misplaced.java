// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.messaging;

import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.EventType;
import io.slackwater.messaging.RejectedEventException;
import io.smallrye.mutiny.Uni;

/** Events on a topic of another stream: no retry helps. */
final class Misplaced {

  private Misplaced() {}

  static Uni<Void> event(Envelope<?> envelope) {
    return Uni.createFrom()
        .failure(
            new RejectedEventException(
                "%s does not belong on this topic: publish it on %s"
                    .formatted(EventType.of(envelope.event()).type(), envelope.topicName())));
  }
}
