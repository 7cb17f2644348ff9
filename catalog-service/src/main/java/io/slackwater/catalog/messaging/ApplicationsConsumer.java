// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.messaging;

import io.slackwater.catalog.application.ApplicationProjection;
import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.application.ApplicationRemoved;
import io.slackwater.contracts.application.NamespacesListed;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.messaging.EventIntake;
import io.slackwater.messaging.RejectedEventException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads {@code applications.<cluster>}: which applications and namespaces exist. */
@Singleton
final class ApplicationsConsumer {
  private final EventIntake intake;
  private final ApplicationProjection applications;

  ApplicationsConsumer(EventIntake intake, ApplicationProjection applications) {
    this.intake = intake;
    this.applications = applications;
  }

  @Incoming("applications-in")
  Uni<Void> onRecord(ConsumerRecord<String, byte[]> record) {
    return intake.accept(record, this::handle);
  }

  private Uni<Void> handle(Envelope<?> envelope) {
    return switch (envelope.event()) {
      case ApplicationDiscovered discovered -> applications.discovered(discovered);
      case ApplicationRemoved removed -> applications.removed(removed.application());
      case NamespacesListed listed -> {
        if (!listed.cluster().equals(envelope.metadata().cluster())) {
          throw new RejectedEventException(
              "the namespaces are of cluster '%s', and the event of cluster '%s'"
                  .formatted(listed.cluster(), envelope.metadata().cluster()));
        }
        yield applications.listed(listed, envelope.metadata().time());
      }
      default -> Uni.createFrom().voidItem();
    };
  }
}
