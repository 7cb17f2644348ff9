// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.EventMetadata;
import io.slackwater.contracts.id.ExecutorId;
import io.slackwater.contracts.task.TaskAccepted;
import io.slackwater.contracts.task.TaskAttempt;
import io.slackwater.contracts.task.TaskCancelled;
import io.slackwater.contracts.task.TaskEvent;
import io.slackwater.contracts.task.TaskExpired;
import io.slackwater.contracts.task.TaskFailed;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskProgressed;
import io.slackwater.contracts.task.TaskReport;
import io.slackwater.contracts.task.TaskSucceeded;
import io.slackwater.contracts.task.TaskWaiting;
import io.slackwater.messaging.EventPublisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Says what one attempt does, numbered in order. Reports that matter to the run wait for the
 * brokers' acknowledgement; progress does not, and is thinned out. Thread-safe.
 */
final class AttemptReports {

  private static final Logger LOGGER = Logger.getLogger(AttemptReports.class);
  private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(1);

  private final TaskPlanned task;
  private final EventMetadata cause;
  private final ExecutorIdentity identity;
  private final EventPublisher publisher;
  private final Clock clock;
  private final AtomicLong sequence = new AtomicLong();
  private final AtomicLong lastProgress =
      new AtomicLong(System.nanoTime() - PROGRESS_INTERVAL.toNanos());
  private final Instant startedAt;

  AttemptReports(
      TaskPlanned task,
      EventMetadata cause,
      ExecutorIdentity identity,
      EventPublisher publisher,
      Clock clock) {
    this.task = task;
    this.cause = cause;
    this.identity = identity;
    this.publisher = publisher;
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  ExecutorId executor() {
    return identity.id();
  }

  void accepted() {
    sayAndWait(TaskAccepted::new);
  }

  void waiting(String reason) {
    sayAndWait(attempt -> new TaskWaiting(attempt, reason));
  }

  void succeeded(List<Artifact> artifacts) {
    Instant finishedAt = clock.instant();
    sayAndWait(attempt -> new TaskSucceeded(attempt, artifacts, startedAt, finishedAt));
  }

  void failed(String reason, boolean retryable) {
    sayAndWait(attempt -> new TaskFailed(attempt, reason, retryable));
  }

  void cancelled(String reason) {
    sayAndWait(attempt -> new TaskCancelled(attempt, reason));
  }

  void expired() {
    sayAndWait(attempt -> new TaskExpired(attempt, task.notAfter()));
  }

  void progressed(String step, long doneBytes, @Nullable Long totalBytes) {
    long now = System.nanoTime();
    long last = lastProgress.get();
    if (now - last < PROGRESS_INTERVAL.toNanos() || !lastProgress.compareAndSet(last, now)) {
      return;
    }
    publisher
        .publish(envelope(new TaskProgressed(next(), step, doneBytes, totalBytes)))
        .subscribe()
        .with(
            done -> {},
            failure -> LOGGER.warnf(failure, "Progress was not published taskId=%s", task.task()));
  }

  void publish(Function<TaskAttempt, TaskEvent> fact) {
    publisher.publish(envelope(fact.apply(next()))).await().indefinitely();
  }

  private void sayAndWait(Function<TaskAttempt, TaskReport> report) {
    publisher.publish(envelope(report.apply(next()))).await().indefinitely();
  }

  private TaskAttempt next() {
    return new TaskAttempt(
        task.task(),
        task.run(),
        task.application(),
        task.attempt(),
        identity.id(),
        sequence.incrementAndGet());
  }

  private <E extends TaskEvent> Envelope<E> envelope(E report) {
    return new Envelope<>(
        new EventMetadata(
            UUID.randomUUID().toString(),
            identity.service(),
            clock.instant(),
            task.application().cluster(),
            task.run(),
            task.attempt(),
            cause.correlationId()),
        report);
  }
}
