// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.slackwater.contracts.event.Decoded;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.EventCodec;
import io.slackwater.contracts.event.EventMetadata;
import io.slackwater.contracts.event.Topic;
import io.slackwater.contracts.event.WireRecord;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.ExecutorHeartbeat;
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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The hub, as an executor knows it: it publishes tasks and reads what is said of them. */
final class Hub implements AutoCloseable {

  static final ClusterId EAST = new ClusterId("east");

  private final EventCodec codec = new EventCodec();
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<Envelope<?>> heard = new ArrayList<>();
  private final List<String> deadReasons = new ArrayList<>();

  Hub(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "max.request.size", 8_000_000),
            new StringSerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                "hub-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(
        List.of(Topic.TASK_EVENTS.topicName(EAST), Topic.deadLetters(Topic.TASKS.topicName(EAST))));
  }

  void dispatch(TaskPlanned task) {
    send(
        codec.encode(
            new Envelope<>(
                new EventMetadata(
                    UUID.randomUUID().toString(),
                    "policy-service",
                    Instant.now(),
                    EAST,
                    task.run(),
                    task.attempt(),
                    "correlation-of-" + task.task()),
                task)));
  }

  void send(WireRecord record) {
    ProducerRecord<String, byte[]> sent =
        new ProducerRecord<>(record.topic(), record.key(), record.value());
    record
        .headers()
        .forEach((name, value) -> sent.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    producer.send(sent);
    producer.flush();
  }

  /** Every report of a task heard so far, in the order in which it was said. */
  List<Envelope<?>> reports(TaskId task) {
    listen();
    return heard.stream()
        .filter(
            envelope ->
                envelope.event() instanceof TaskReport report
                    && report.attempt().task().equals(task))
        .toList();
  }

  List<ExecutorHeartbeat> heartbeats() {
    listen();
    return heard.stream()
        .map(Envelope::event)
        .filter(ExecutorHeartbeat.class::isInstance)
        .map(ExecutorHeartbeat.class::cast)
        .toList();
  }

  List<String> deadReasons() {
    listen();
    return List.copyOf(deadReasons);
  }

  private void listen() {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
      Map<String, String> headers = new HashMap<>();
      record
          .headers()
          .forEach(
              header ->
                  headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
      if (record.topic().endsWith(".dlq")) {
        deadReasons.add(headers.getOrDefault("dead-letter-reason", ""));
      } else if (codec.decode(record.key(), headers, record.value())
          instanceof Decoded.Known(Envelope<?> envelope)) {
        heard.add(envelope);
      }
    }
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
