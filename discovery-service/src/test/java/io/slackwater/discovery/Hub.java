// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery;

import io.slackwater.contracts.application.ApplicationEvent;
import io.slackwater.contracts.application.NamespacesListed;
import io.slackwater.contracts.event.Decoded;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.Event;
import io.slackwater.contracts.event.EventCodec;
import io.slackwater.contracts.event.EventMetadata;
import io.slackwater.contracts.event.Topic;
import io.slackwater.contracts.event.WireRecord;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.TaskCancelled;
import io.slackwater.contracts.task.TaskExpired;
import io.slackwater.contracts.task.TaskFailed;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskReport;
import io.slackwater.contracts.task.TaskSucceeded;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What the hub's services do with a cluster's topics: plan tasks, read reports and announcements.
 */
final class Hub implements AutoCloseable {

  static final ClusterId EAST = new ClusterId("east");

  private final EventCodec codec = new EventCodec();
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Thread reader;

  Hub(String bootstrapServers) {
    Map<String, Object> broker = Map.of("bootstrap.servers", bootstrapServers);
    producer = new KafkaProducer<>(broker, new StringSerializer(), new ByteArraySerializer());
    consumer = new KafkaConsumer<>(broker, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        List.of(Topic.TASK_EVENTS.topicName(EAST), Topic.APPLICATIONS.topicName(EAST)).stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    reader = Thread.ofPlatform().start(this::read);
  }

  void dispatch(TaskPlanned task) {
    EventMetadata metadata =
        new EventMetadata(
            UUID.randomUUID().toString(),
            "catalog-service",
            Instant.now(),
            EAST,
            task.run(),
            task.attempt(),
            null);
    WireRecord wire = codec.encode(new Envelope<>(metadata, task));
    ProducerRecord<String, byte[]> sent =
        new ProducerRecord<>(wire.topic(), wire.key(), wire.value());
    wire.headers()
        .forEach((name, value) -> sent.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    producer.send(sent);
    producer.flush();
  }

  List<TaskReport> reports(TaskId task) {
    return events.stream()
        .filter(TaskReport.class::isInstance)
        .map(TaskReport.class::cast)
        .filter(report -> report.attempt().task().equals(task))
        .toList();
  }

  static boolean ends(TaskReport report) {
    return report instanceof TaskSucceeded
        || report instanceof TaskFailed
        || report instanceof TaskCancelled
        || report instanceof TaskExpired;
  }

  /** The namespaces of the cluster, as last told; empty while nothing was told. */
  List<String> namespaces() {
    return events.stream()
        .filter(NamespacesListed.class::isInstance)
        .map(NamespacesListed.class::cast)
        .reduce((earlier, later) -> later)
        .map(NamespacesListed::namespaces)
        .orElse(List.of());
  }

  List<ApplicationEvent> announcements(String key) {
    return events.stream()
        .filter(ApplicationEvent.class::isInstance)
        .map(ApplicationEvent.class::cast)
        .filter(event -> event.key().equals(key))
        .toList();
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    consumer.close();
    producer.close();
  }

  private void read() {
    try {
      while (true) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          note(record);
        }
      }
    } catch (WakeupException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void note(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
    if (codec.decode(record.key(), headers, record.value()) instanceof Decoded.Known known) {
      events.add(known.envelope().event());
    }
  }
}
