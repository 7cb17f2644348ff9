// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.messaging.EventIntake;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Takes tasks from Kafka. A record is acknowledged when its attempt is accepted (which is a durable
 * report) or is not this executor's; until then it stays uncommitted and comes again after a crash.
 * Thread-safe.
 */
@Singleton
final class TaskIntake {

  private static final Logger LOGGER = Logger.getLogger(TaskIntake.class);

  private final EventIntake intake;
  private final AttemptRunner runner;
  private final WorkingAttempts working;
  private final AttemptFactory attempts;

  TaskIntake(
      EventIntake intake, AttemptRunner runner, WorkingAttempts working, AttemptFactory attempts) {
    this.intake = intake;
    this.runner = runner;
    this.working = working;
    this.attempts = attempts;
  }

  /** Returns at once: tasks of one partition do not wait for each other. */
  @Incoming("tasks-in")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  Uni<Void> onTask(Message<byte[]> message) {
    ConsumerRecord<String, byte[]> record =
        message.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow().getRecord();
    intake
        .accept(record, this::accept)
        .subscribe()
        .with(done -> message.ack(), failure -> message.nack(failure));
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> accept(Envelope<?> envelope) {
    if (!(envelope.event() instanceof TaskPlanned task)
        || task.spec().executor() != attempts.kind()
        || working.covers(task.task(), task.attempt())) {
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .emitter(
            taken ->
                Thread.ofVirtual()
                    .name("task-" + task.task() + "-" + task.attempt())
                    .start(() -> work(new Envelope<>(envelope.metadata(), task), taken)));
  }

  private void work(Envelope<TaskPlanned> task, UniEmitter<? super Void> taken) {
    AtomicBoolean accepted = new AtomicBoolean();
    Attempt attempt = attempts.attempt(task);
    try {

      runner.run(
          attempt,
          () -> {
            accepted.set(true);
            taken.complete(null);
          });
    } catch (TaskFailedException unclaimed) {
      attempt.reports().failed(String.valueOf(unclaimed.getMessage()), unclaimed.retryable());
      taken.complete(null);
    } catch (InterruptedException | RuntimeException failure) {
      if (accepted.get()) {
        LOGGER.errorf(
            failure, "The end of an attempt was not reported taskId=%s", task.event().task());
      } else {
        taken.fail(failure);
      }
    }
  }
}
