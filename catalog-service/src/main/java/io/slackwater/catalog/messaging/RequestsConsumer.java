// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.messaging;

import io.slackwater.catalog.application.Cancellations;
import io.slackwater.catalog.application.Imports;
import io.slackwater.catalog.application.Restores;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.request.CancelRequested;
import io.slackwater.contracts.request.ImportRequested;
import io.slackwater.contracts.request.RestoreRequested;
import io.slackwater.messaging.EventIntake;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads {@code requests}: restores, imports and cancellations are answered here, backups by
 * policy-service.
 */
@Singleton
final class RequestsConsumer {
  private final EventIntake intake;
  private final Restores restores;
  private final Cancellations cancellations;
  private final Imports imports;

  RequestsConsumer(
      EventIntake intake, Restores restores, Cancellations cancellations, Imports imports) {
    this.intake = intake;
    this.restores = restores;
    this.cancellations = cancellations;
    this.imports = imports;
  }

  @Incoming("requests-in")
  Uni<Void> onRecord(ConsumerRecord<String, byte[]> record) {
    return intake.accept(record, this::handle);
  }

  private Uni<Void> handle(Envelope<?> envelope) {
    return switch (envelope.event()) {
      case RestoreRequested request -> restores.requested(envelope, request);
      case CancelRequested request -> cancellations.requested(envelope, request);
      case ImportRequested request -> imports.requested(envelope, request);
      default -> Uni.createFrom().voidItem();
    };
  }
}
