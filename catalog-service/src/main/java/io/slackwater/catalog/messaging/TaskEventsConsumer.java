// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.messaging;

import io.slackwater.catalog.application.Imports;
import io.slackwater.catalog.application.SupervisionView;
import io.slackwater.catalog.application.Supervisor;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.task.ExecutorHeartbeat;
import io.slackwater.contracts.task.RestorePointsFound;
import io.slackwater.contracts.task.TaskReport;
import io.slackwater.messaging.EventIntake;
import io.slackwater.messaging.RejectedEventException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads {@code task-events.<cluster>}: reports of attempts, what imports found, heartbeats. */
@Singleton
final class TaskEventsConsumer {
  static final String GROUP = "catalog-service.task-events";

  private final EventIntake intake;
  private final Supervisor supervisor;
  private final SupervisionView view;
  private final Imports imports;

  TaskEventsConsumer(
      EventIntake intake, Supervisor supervisor, SupervisionView view, Imports imports) {
    this.intake = intake;
    this.supervisor = supervisor;
    this.view = view;
    this.imports = imports;
  }

  @Incoming("task-events-in")
  Uni<Void> onRecord(ConsumerRecord<String, byte[]> record) {
    return intake.accept(record, this::handle);
  }

  private Uni<Void> handle(Envelope<?> envelope) {
    return switch (envelope.event()) {
      case ExecutorHeartbeat beat -> {
        requireOwn(envelope, beat.cluster(), "heartbeat");
        yield view.heard(beat);
      }
      case TaskReport report -> {
        requireOwn(envelope, report.attempt().application().cluster(), "application");
        yield imports.withLosses(report).flatMap(whole -> supervisor.reported(envelope, whole));
      }
      case RestorePointsFound found -> {
        requireOwn(envelope, found.attempt().application().cluster(), "application");
        yield imports.found(found);
      }
      default -> Uni.createFrom().voidItem();
    };
  }

  /** The intake compared the header with the topic; what the value names must agree too. */
  private static void requireOwn(Envelope<?> envelope, Object named, String what) {
    if (!named.equals(envelope.metadata().cluster())) {
      throw new RejectedEventException(
          "the %s is of cluster '%s', and the event of cluster '%s'"
              .formatted(what, named, envelope.metadata().cluster()));
    }
  }
}
