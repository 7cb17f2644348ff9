// SPDX-License-Identifier: Apache-2.0
package io.slackwater.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.slackwater.contracts.event.Decoded;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.EventCodec;
import io.slackwater.contracts.event.Topic;
import io.slackwater.contracts.id.ClusterId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What every channel does with a record before and after its handler. A record that cannot be read,
 * or that its handler cannot take, goes to the dead letters with the reason, and the partition goes
 * on; only when the dead letter cannot be written either does the returned Uni fail, which stops
 * the channel so that nothing is lost. Thread-safe.
 */
@Singleton
public final class EventIntake {

  private static final Logger LOGGER = Logger.getLogger(EventIntake.class);
  private static final int RETRIES = 4;
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
  private static final Duration LAST_BACKOFF = Duration.ofSeconds(2);
  private static final Duration OUTAGE_BACKOFF = Duration.ofSeconds(5);

  private final EventCodec codec = new EventCodec();
  private final DeadLetters deadLetters;
  private final MeterRegistry meters;
  private final Instance<Outage> outages;

  EventIntake(DeadLetters deadLetters, MeterRegistry meters, @Any Instance<Outage> outages) {
    this.deadLetters = deadLetters;
    this.meters = meters;
    this.outages = outages;
  }

  /**
   * Decodes a record and hands it to the handler.
   *
   * @param handler says by {@link RejectedEventException} that no retry helps; an {@link Outage} is
   *     waited out, however long it takes; any other failure is retried a few times first
   */
  public Uni<Void> accept(
      ConsumerRecord<String, byte[]> record, Function<Envelope<?>, Uni<Void>> handler) {
    return switch (codec.decode(record.key(), RecordHeaders.texts(record), record.value())) {
      case Decoded.Known(Envelope<?> envelope) -> {
        String fault = foreignCluster(record.topic(), envelope);
        yield fault == null ? handle(record, envelope, handler) : deadLetter(record, fault);
      }
      case Decoded.Unrecognised(String type) -> {
        meters.counter("slackwater.events.unrecognised", "topic", record.topic()).increment();
        LOGGER.debugf("Passed an event of an unknown type=%s topic=%s", type, record.topic());
        yield Uni.createFrom().voidItem();
      }
      case Decoded.Unreadable(String reason) -> deadLetter(record, reason);
    };
  }

  private Uni<Void> handle(
      ConsumerRecord<String, byte[]> record,
      Envelope<?> envelope,
      Function<Envelope<?>, Uni<Void>> handler) {
    return Uni.createFrom()
        .deferred(() -> handler.apply(envelope))
        .onFailure(failure -> !(failure instanceof RejectedEventException) && !isOutage(failure))
        .retry()
        .withBackOff(FIRST_BACKOFF, LAST_BACKOFF)
        .atMost(RETRIES)
        .onFailure(this::isOutage)
        .retry()
        .withBackOff(FIRST_BACKOFF, OUTAGE_BACKOFF)
        .atMost(Long.MAX_VALUE)
        .onFailure()
        .recoverWithUni(
            failure -> {
              if (!(failure instanceof RejectedEventException)) {
                LOGGER.errorf(
                    failure,
                    "An event could not be handled topic=%s partition=%d offset=%d",
                    record.topic(),
                    record.partition(),
                    record.offset());
              }
              return deadLetter(record, String.valueOf(failure.getMessage()));
            });
  }

  private boolean isOutage(Throwable failure) {
    return outages.stream().anyMatch(outage -> outage.isBehind(failure));
  }

  private Uni<Void> deadLetter(ConsumerRecord<String, byte[]> record, String reason) {
    meters.counter("slackwater.events.dead", "topic", record.topic()).increment();
    LOGGER.warnf(
        "Dead-lettered a record topic=%s partition=%d offset=%d reason=%s",
        record.topic(), record.partition(), record.offset(), reason);
    return deadLetters.write(record, reason);
  }

  private static @Nullable String foreignCluster(String topic, Envelope<?> envelope) {
    Optional<ClusterId> owner = Topic.clusterOf(topic);
    if (owner.isEmpty() || owner.get().equals(envelope.metadata().cluster())) {
      return null;
    }
    return "the event is of cluster '%s', and %s is the topic of cluster '%s'"
        .formatted(envelope.metadata().cluster(), topic, owner.get());
  }
}
