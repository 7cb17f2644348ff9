// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.messaging;

import io.slackwater.contracts.application.ApplicationEvent;
import io.slackwater.contracts.application.InventoryEvent;
import io.slackwater.contracts.application.NamespacesListed;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.messaging.EventIntake;
import io.slackwater.policy.application.ApplicationProjection;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The streams {@code applications.<cluster>} of all clusters. */
@Singleton
final class ApplicationsChannel {

  private final EventIntake intake;
  private final ApplicationProjection applications;

  ApplicationsChannel(EventIntake intake, ApplicationProjection applications) {
    this.intake = intake;
    this.applications = applications;
  }

  @Incoming("applications-in")
  Uni<Void> onRecord(ConsumerRecord<String, byte[]> record) {
    return intake.accept(record, this::handle);
  }

  private Uni<Void> handle(Envelope<?> envelope) {
    return envelope.event() instanceof InventoryEvent event
        ? switch (event) {
          case ApplicationEvent application ->
              applications.accept(application, envelope.metadata().time());
          case NamespacesListed namespaces -> Uni.createFrom().voidItem();
        }
        : Misplaced.event(envelope);
  }
}
