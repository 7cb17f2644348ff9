// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.slackwater.contracts.event.Decoded;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.EventCodec;
import io.slackwater.contracts.event.Topic;
import io.slackwater.contracts.signal.CancelOrdered;
import io.slackwater.contracts.signal.SignalEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads the signals of the clusters served: by assignment, so that every replica hears each, and
 * from far enough back to know the holds that run. A record that is no signal of its topic's
 * cluster is passed: another replica would pass it too, and nobody waits for it.
 */
@Singleton
final class SignalReader {

  private static final Logger LOGGER = Logger.getLogger(SignalReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** Longer than any attempt prepares, holds and seals. */
  private static final Duration LOOK_BACK = Duration.ofHours(2);

  private final EventCodec codec = new EventCodec();
  private final SignalLog log;
  private final WorkingAttempts working;
  private final Clusters clusters;
  private final Clock clock;
  private final Map<String, Object> broker;
  private final Thread reader = Thread.ofPlatform().daemon().name("signals").unstarted(this::run);
  private volatile boolean stopped;

  SignalReader(
      SignalLog log,
      WorkingAttempts working,
      Clusters clusters,
      Clock clock,
      @Identifier("default-kafka-broker") Map<String, Object> broker) {
    this.log = log;
    this.working = working;
    this.clusters = clusters;
    this.clock = clock;
    this.broker = Map.copyOf(broker);
  }

  void start(@Observes StartupEvent event) {
    reader.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopped = true;
    reader.join(POLL.multipliedBy(4));
  }

  private void run() {
    Map<TopicPartition, Long> positions = new HashMap<>();
    while (!stopped) {
      try (KafkaConsumer<String, byte[]> consumer = connect()) {
        read(consumer, positions);
      } catch (WakeupException | InterruptedException ended) {
        return;
      } catch (KafkaException e) {
        LOGGER.warnf("Signals are not read cause=%s", e.getMessage());
        pause();
      }
    }
  }

  /**
   * Reads until stopped.
   *
   * @param positions where to go on, kept for a consumer that follows a failed one
   */
  private void read(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> positions)
      throws InterruptedException {
    List<TopicPartition> partitions =
        clusters.served().stream()
            .map(Topic.SIGNALS::topicName)
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new KafkaException("the topics of signals do not exist: create them");
    }
    consumer.assign(partitions);
    if (positions.isEmpty()) {
      positions.putAll(lookBack(consumer, partitions));
    }
    positions.forEach(consumer::seek);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (!stopped) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        note(record);
        positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
      }
      if (!log.isComplete()
          && ends.entrySet().stream()
              .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
        log.complete();
      }
    }
  }

  private Map<TopicPartition, Long> lookBack(
      KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
    long since = clock.instant().minus(LOOK_BACK).toEpochMilli();
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, OffsetAndTimestamp> found =
        consumer.offsetsForTimes(
            partitions.stream().collect(Collectors.toMap(Function.identity(), any -> since)));
    Map<TopicPartition, Long> begins = new HashMap<>(ends);
    found.forEach(
        (partition, at) -> {
          if (at != null) {
            begins.put(partition, at.offset());
          }
        });
    return begins;
  }

  private void note(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(
            header ->
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    if (codec.decode(record.key(), headers, record.value())
            instanceof Decoded.Known(Envelope<?> envelope)
        && envelope.event() instanceof SignalEvent signal
        && Topic.clusterOf(record.topic())
            .equals(Optional.ofNullable(envelope.metadata().cluster()))) {
      log.add(signal);
      Instant now = clock.instant();
      if (signal instanceof CancelOrdered order) {
        working.cancel(order, now);
      }
    } else {
      LOGGER.warnf(
          "Passed a record that is no signal of its cluster topic=%s partition=%d offset=%d",
          record.topic(), record.partition(), record.offset());
    }
  }

  private KafkaConsumer<String, byte[]> connect() {
    Map<String, Object> settings = new HashMap<>(broker);
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", false);
    settings.put("fetch.max.wait.ms", 100);
    settings.remove("group.id");
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private void pause() {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException e) {
      stopped = true;
    }
  }
}
