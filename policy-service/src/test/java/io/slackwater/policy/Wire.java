// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy;

import io.slackwater.contracts.event.Decoded;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.Event;
import io.slackwater.contracts.event.EventCodec;
import io.slackwater.contracts.event.EventMetadata;
import io.slackwater.contracts.event.WireRecord;
import io.slackwater.contracts.id.ClusterId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A plain Kafka client, as a portal or an executor would use one. It reads what is published from
 * when it was made. Not thread-safe.
 */
final class Wire implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EventCodec codec = new EventCodec();
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();
  private final List<Envelope<?>> decoded = new ArrayList<>();

  Wire(String bootstrapServers, String... topics) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "max.request.size", 9_000_000),
            new StringSerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  static EventMetadata said(Instant time, ClusterId cluster, @Nullable String correlationId) {
    return new EventMetadata(
        UUID.randomUUID().toString(), "test", time, cluster, null, null, correlationId);
  }

  WireRecord encode(EventMetadata metadata, Event event) {
    return codec.encode(new Envelope<>(metadata, event));
  }

  void publish(EventMetadata metadata, Event event) {
    publish(encode(metadata, event));
  }

  void publish(WireRecord record) {
    ProducerRecord<String, byte[]> produced =
        new ProducerRecord<>(record.topic(), record.key(), record.value());
    record
        .headers()
        .forEach(
            (name, value) -> produced.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    producer.send(produced);
    producer.flush();
  }

  /** The first record that fits, when it is there. */
  ConsumerRecord<String, byte[]> awaitRecord(Predicate<ConsumerRecord<String, byte[]>> fits) {
    return first(() -> records(fits));
  }

  /** The first event of a kind that fits, when it is there. */
  <E extends Event> Envelope<E> await(Class<E> kind, Predicate<E> fits) {
    return first(() -> events(kind, fits));
  }

  private static <T> T first(Supplier<List<T>> source) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> source.get().stream().findFirst(), Optional::isPresent)
        .orElseThrow();
  }

  /** Every event of a kind that fits and has arrived by now. */
  <E extends Event> List<Envelope<E>> events(Class<E> kind, Predicate<E> fits) {
    List<Envelope<E>> events = new ArrayList<>();
    poll();
    for (Envelope<?> envelope : decoded) {
      if (kind.isInstance(envelope.event()) && fits.test(kind.cast(envelope.event()))) {
        events.add(new Envelope<>(envelope.metadata(), kind.cast(envelope.event())));
      }
    }
    return events;
  }

  static Map<String, String> headers(ConsumerRecord<?, ?> record) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    return headers;
  }

  /** Every record that fits and has arrived by now. */
  List<ConsumerRecord<String, byte[]>> records(Predicate<ConsumerRecord<String, byte[]>> fits) {
    poll();
    return seen.stream().filter(fits).toList();
  }

  private void poll() {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
      seen.add(record);
      if (codec.decode(record.key(), headers(record), record.value())
          instanceof Decoded.Known(Envelope<?> envelope)) {
        decoded.add(envelope);
      }
    }
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
