// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.messaging;

import io.slackwater.catalog.application.Supervisor;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.messaging.EventIntake;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads {@code tasks.<cluster>}: what executors are told, so that it can be told again. */
@Singleton
final class TasksConsumer {
  private final EventIntake intake;
  private final Supervisor supervisor;

  TasksConsumer(EventIntake intake, Supervisor supervisor) {
    this.intake = intake;
    this.supervisor = supervisor;
  }

  @Incoming("tasks-in")
  Uni<Void> onRecord(ConsumerRecord<String, byte[]> record) {
    return intake.accept(record, this::handle);
  }

  private Uni<Void> handle(Envelope<?> envelope) {
    return switch (envelope.event()) {
      case TaskPlanned command -> supervisor.ordered(envelope, command);
      default -> Uni.createFrom().voidItem();
    };
  }
}
