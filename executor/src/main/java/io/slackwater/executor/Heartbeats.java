// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.EventMetadata;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.task.ExecutorHeartbeat;
import io.slackwater.messaging.EventPublisher;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Says every few seconds, for each cluster, that this instance lives and what it works on. When the
 * brokers have not acknowledged that for too long, measured by the monotonic clock, nobody can know
 * that it lives: it ends its attempts before catalog-service starts the next ones elsewhere.
 */
@Singleton
final class Heartbeats {

  private static final Logger LOGGER = Logger.getLogger(Heartbeats.class);

  private final EventPublisher publisher;
  private final WorkingAttempts working;
  private final ExecutorIdentity identity;

  private final ExecutorConfig config;
  private final Clock clock = Clock.systemUTC();
  private final AtomicLong sequence = new AtomicLong();
  private final Map<ClusterId, AtomicLong> lastAcknowledged = new HashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("heartbeats").factory());

  Heartbeats(
      EventPublisher publisher,
      WorkingAttempts working,
      ExecutorIdentity identity,
      Clusters clusters,
      ExecutorConfig config) {
    this.publisher = publisher;
    this.working = working;
    this.identity = identity;

    this.config = config;
    clusters
        .served()
        .forEach(cluster -> lastAcknowledged.put(cluster, new AtomicLong(System.nanoTime())));
  }

  void start(@Observes StartupEvent event) {
    long interval = config.heartbeatInterval().toMillis();
    timer.scheduleAtFixedRate(this::beat, 0, interval, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    timer.shutdownNow();
  }

  private void beat() {
    lastAcknowledged.forEach(
        (cluster, acknowledged) -> {
          try {
            abortWhenUnheard(cluster, acknowledged);
            say(cluster, acknowledged);
          } catch (RuntimeException e) {
            LOGGER.errorf(e, "A heartbeat failed clusterId=%s", cluster);
          }
        });
  }

  private void abortWhenUnheard(ClusterId cluster, AtomicLong acknowledged) {
    long silence = System.nanoTime() - acknowledged.get();
    if (silence > config.abortAfter().toNanos()) {
      String reason = "the brokers have not acknowledged a heartbeat for " + config.abortAfter();
      working.of(cluster).forEach(attempt -> attempt.abort(reason));
    }
  }

  private void say(ClusterId cluster, AtomicLong acknowledged) {
    long sentAt = System.nanoTime();
    List<ExecutorHeartbeat.Working> attempts =
        working.of(cluster).stream()
            .map(
                attempt ->
                    new ExecutorHeartbeat.Working(attempt.task().task(), attempt.task().attempt()))
            .toList();
    ExecutorHeartbeat heartbeat =
        new ExecutorHeartbeat(
            identity.id(), identity.kind(), cluster, sequence.incrementAndGet(), attempts);
    EventMetadata metadata =
        new EventMetadata(
            UUID.randomUUID().toString(),
            identity.service(),
            clock.instant(),
            cluster,
            null,
            null,
            null);
    publisher
        .publish(new Envelope<>(metadata, heartbeat))
        .subscribe()
        .with(
            done -> acknowledged.accumulateAndGet(sentAt, Math::max),
            failure ->
                LOGGER.warnf(
                    "A heartbeat was not acknowledged clusterId=%s cause=%s",
                    cluster, failure.getMessage()));
  }
}
