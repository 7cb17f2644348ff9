// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.messaging;

import io.slackwater.catalog.application.Supervisor;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.messaging.EventIntake;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads {@code runs}: the plans of backups. What this service said there itself changes nothing.
 */
@Singleton
final class RunsConsumer {
  private final EventIntake intake;
  private final Supervisor supervisor;

  RunsConsumer(EventIntake intake, Supervisor supervisor) {
    this.intake = intake;
    this.supervisor = supervisor;
  }

  @Incoming("runs-in")
  Uni<Void> onRecord(ConsumerRecord<String, byte[]> record) {
    return intake.accept(record, this::handle);
  }

  private Uni<Void> handle(Envelope<?> envelope) {
    return switch (envelope.event()) {
      case RunPlanned plan -> supervisor.planned(envelope, plan);
      default -> Uni.createFrom().voidItem();
    };
  }
}
