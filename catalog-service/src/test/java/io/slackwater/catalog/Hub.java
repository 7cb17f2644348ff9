// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog;

import io.slackwater.contracts.event.Decoded;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.Event;
import io.slackwater.contracts.event.EventCodec;
import io.slackwater.contracts.event.EventMetadata;
import io.slackwater.contracts.event.EventType;
import io.slackwater.contracts.event.WireRecord;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskReport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The other side of the brokers: what policy-service, executors and portals publish, and what they
 * read of what is published from when this was made. For one test at a time.
 */
public final class Hub implements AutoCloseable {
  private final EventCodec codec = new EventCodec();
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<Envelope<?>> events = new ArrayList<>();
  private final List<ConsumerRecord<String, byte[]>> dead = new ArrayList<>();

  public Hub(String bootstrapServers) {
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "max.request.size", 9 * 1024 * 1024),
            new StringSerializer(),
            new ByteArraySerializer());
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> all =
        consumer.listTopics().values().stream()
            .flatMap(List::stream)
            .filter(p -> p.topic().startsWith("slackwater."))
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(all);
    consumer.seekToEnd(all);
    all.forEach(consumer::position);
  }

  /** Publishes an event as the service of that name would. */
  public EventMetadata publish(String source, ClusterId cluster, @Nullable RunId run, Event event) {
    EventMetadata metadata =
        new EventMetadata(
            UUID.randomUUID().toString(),
            source,
            Instant.now(),
            cluster,
            run,
            event instanceof TaskPlanned task ? task.attempt() : null,
            run == null ? null : "correlation-" + run);
    publish(new Envelope<>(metadata, event));
    return metadata;
  }

  public void publish(Envelope<?> envelope) {
    WireRecord record = codec.encode(envelope);
    publish(record.topic(), record.key(), record.headers(), record.value());
  }

  public void publish(
      String topic, String key, Map<String, String> headers, byte @Nullable [] value) {
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, value);
    headers.forEach((n, v) -> record.headers().add(n, v.getBytes(StandardCharsets.UTF_8)));
    producer.send(record);
    producer.flush();
  }

  /** A report on a partition of choice, whatever its key. */
  public void publishTo(int partition, Samples shop, TaskReport report) {
    WireRecord record =
        codec.encode(
            new Envelope<>(
                new EventMetadata(
                    UUID.randomUUID().toString(),
                    "executor",
                    Instant.now(),
                    shop.application().cluster(),
                    shop.run(),
                    null,
                    null),
                report));
    ProducerRecord<String, byte[]> wire =
        new ProducerRecord<>(record.topic(), partition, record.key(), record.value());
    record.headers().forEach((n, v) -> wire.headers().add(n, v.getBytes(StandardCharsets.UTF_8)));
    producer.send(wire);
    producer.flush();
  }

  /** An executor's report. */
  public void report(TaskReport report) {
    publish("executor", report.attempt().application().cluster(), report.attempt().run(), report);
  }

  /** Everything of that kind that was published so far and matches. */
  public <E extends Event> List<Envelope<E>> published(Class<E> type, Predicate<E> matches) {
    poll();
    return events.stream()
        .filter(e -> type.isInstance(e.event()))
        .map(
            e -> {
              E event = type.cast(e.event());
              return new Envelope<>(e.metadata(), event);
            })
        .filter(e -> matches.test(e.event()))
        .toList();
  }

  /** Dead letters of a topic. */
  public List<ConsumerRecord<String, byte[]>> deadLetters(Pattern topic) {
    poll();
    return dead.stream().filter(r -> topic.matcher(r.topic()).find()).toList();
  }

  public static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
    return headers;
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }

  /** Reads all that the brokers have by now. */
  private void poll() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      consumer.poll(Duration.ofMillis(50)).forEach(this::keep);
    }
  }

  /** Heartbeats are many, and no test asks for them. */
  private void keep(ConsumerRecord<String, byte[]> record) {
    if (record.topic().endsWith(".dlq")) {
      dead.add(record);
    } else if (!EventType.EXECUTOR_HEARTBEAT.type().equals(headers(record).get("ce_type"))) {
      events.addAll(decode(record));
    }
  }

  private List<Envelope<?>> decode(ConsumerRecord<String, byte[]> record) {
    return switch (codec.decode(record.key(), headers(record), record.value())) {
      case Decoded.Known known -> List.of(known.envelope());
      case Decoded.Unrecognised unrecognised -> List.of();
      case Decoded.Unreadable unreadable -> List.of();
    };
  }
}
