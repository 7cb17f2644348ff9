// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.service;

import io.slackwater.contracts.event.Decoded;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.EventCodec;
import io.slackwater.contracts.event.EventMetadata;
import io.slackwater.contracts.event.Topic;
import io.slackwater.contracts.event.WireRecord;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.task.TaskFailed;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskReport;
import io.slackwater.contracts.task.TaskSucceeded;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** The hub, as the service knows it: it publishes tasks and reads what is reported of them. */
final class Hub implements AutoCloseable {

  static final ClusterId EAST = new ClusterId("east");

  private final EventCodec codec = new EventCodec();
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<TaskReport> reports = new ArrayList<>();

  Hub(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
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
    consumer.subscribe(List.of(Topic.TASK_EVENTS.topicName(EAST)));
  }

  void dispatch(TaskPlanned task) {
    WireRecord record =
        codec.encode(
            new Envelope<>(
                new EventMetadata(
                    UUID.randomUUID().toString(),
                    "catalog-service",
                    Instant.now(),
                    EAST,
                    task.run(),
                    task.attempt(),
                    "correlation"),
                task));
    ProducerRecord<String, byte[]> sent =
        new ProducerRecord<>(record.topic(), record.key(), record.value());
    record
        .headers()
        .forEach((name, value) -> sent.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    producer.send(sent);
    producer.flush();
  }

  /** Waits for the success of an attempt; fails at once when it is reported as failed. */
  TaskSucceeded awaitSuccess(TaskPlanned task) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(120))
        .pollInSameThread()
        .until(() -> success(task), Optional::isPresent)
        .orElseThrow();
  }

  private Optional<TaskSucceeded> success(TaskPlanned task) {
    listen();
    for (TaskReport report : reports) {
      boolean ofIt =
          report.attempt().task().equals(task.task())
              && report.attempt().attempt() == task.attempt();
      if (ofIt && report instanceof TaskFailed failed) {
        throw new AssertionError("attempt failed: " + failed.reason());
      }
      if (ofIt && report instanceof TaskSucceeded succeeded) {
        return Optional.of(succeeded);
      }
    }
    return Optional.empty();
  }

  private void listen() {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
      Map<String, String> headers = new HashMap<>();
      record
          .headers()
          .forEach(
              header ->
                  headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
      if (codec.decode(record.key(), headers, record.value())
              instanceof Decoded.Known(Envelope<?> envelope)
          && envelope.event() instanceof TaskReport report) {
        reports.add(report);
      }
    }
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
