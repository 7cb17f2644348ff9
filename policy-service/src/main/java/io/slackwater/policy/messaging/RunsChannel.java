// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.messaging;

import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.run.RunEvent;
import io.slackwater.messaging.EventIntake;
import io.slackwater.policy.application.RunFollower;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The stream {@code runs}. */
@Singleton
final class RunsChannel {

  private final EventIntake intake;
  private final RunFollower runs;

  RunsChannel(EventIntake intake, RunFollower runs) {
    this.intake = intake;
    this.runs = runs;
  }

  @Incoming("runs-in")
  Uni<Void> onRecord(ConsumerRecord<String, byte[]> record) {
    return intake.accept(record, this::handle);
  }

  private Uni<Void> handle(Envelope<?> envelope) {
    return envelope.event() instanceof RunEvent event
        ? runs.accept(event)
        : Misplaced.event(envelope);
  }
}
