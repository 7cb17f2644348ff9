// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.messaging;

import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.request.BackupRequested;
import io.slackwater.contracts.request.CancelRequested;
import io.slackwater.contracts.request.ImportRequested;
import io.slackwater.contracts.request.RequestEvent;
import io.slackwater.contracts.request.RequestRejected;
import io.slackwater.contracts.request.RestoreRequested;
import io.slackwater.messaging.EventIntake;
import io.slackwater.policy.application.BackupRequests;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The stream {@code requests}: backups are this service's, the others catalog-service's. */
@Singleton
final class RequestsChannel {

  private final EventIntake intake;
  private final BackupRequests requests;

  RequestsChannel(EventIntake intake, BackupRequests requests) {
    this.intake = intake;
    this.requests = requests;
  }

  @Incoming("requests-in")
  Uni<Void> onRecord(ConsumerRecord<String, byte[]> record) {
    return intake.accept(record, this::handle);
  }

  private Uni<Void> handle(Envelope<?> envelope) {
    return envelope.event() instanceof RequestEvent event
        ? switch (event) {
          case BackupRequested backup ->
              requests.accept(backup, envelope.metadata().correlationId());
          case CancelRequested cancel -> Uni.createFrom().voidItem();
          case RestoreRequested restore -> Uni.createFrom().voidItem();
          case ImportRequested asked -> Uni.createFrom().voidItem();
          case RequestRejected rejected -> Uni.createFrom().voidItem();
        }
        : Misplaced.event(envelope);
  }
}
