// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.testing;

import io.slackwater.contracts.application.ApplicationEvent;
import io.slackwater.contracts.event.Decoded;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.EventCodec;
import io.slackwater.contracts.event.EventMetadata;
import io.slackwater.contracts.event.Topic;
import io.slackwater.contracts.event.WireRecord;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.ExecutorHeartbeat;
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
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
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
 * The hub, as an executor knows it: it plans tasks of a cluster and hears all that was ever said of
 * them, of its applications and of its dead letters. Thread-safe.
 */
public final class TestHub implements AutoCloseable {

  /** The cluster that most tests have. */
  public static final ClusterId EAST = new ClusterId("east");

  private final EventCodec codec = new EventCodec();
  private final List<Envelope<?>> heard = new CopyOnWriteArrayList<>();
  private final List<String> deadReasons = new CopyOnWriteArrayList<>();
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Thread reader;

  /** Of the cluster {@link #EAST} alone. */
  public TestHub(String bootstrapServers) {
    this(bootstrapServers, List.of(EAST));
  }

  /** Of clusters whose topics exist. */
  public TestHub(String bootstrapServers, List<ClusterId> clusters) {
    Map<String, Object> broker = Map.of("bootstrap.servers", bootstrapServers);
    producer = new KafkaProducer<>(broker, new StringSerializer(), new ByteArraySerializer());
    consumer = new KafkaConsumer<>(broker, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        clusters.stream()
            .flatMap(TestHub::topics)
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    reader = Thread.ofPlatform().daemon().name("test-hub").start(this::read);
  }

  /** Plans a task, with {@link #correlation} as what it belongs to. */
  public void dispatch(TaskPlanned task) {
    EventMetadata metadata =
        new EventMetadata(
            UUID.randomUUID().toString(),
            "catalog-service",
            Instant.now(),
            task.application().cluster(),
            task.run(),
            task.attempt(),
            correlation(task));
    send(codec.encode(new Envelope<>(metadata, task)));
  }

  /** The correlation id of a task dispatched here. */
  public static String correlation(TaskPlanned task) {
    return "correlation-of-" + task.task();
  }

  /** Sends any record, also one that is no event; returns when it is acknowledged. */
  public void send(WireRecord record) {
    ProducerRecord<String, byte[]> sent =
        new ProducerRecord<>(record.topic(), record.key(), record.value());
    record
        .headers()
        .forEach((name, value) -> sent.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    producer.send(sent);
    producer.flush();
  }

  /**
   * Every report of a task heard so far, with its attributes, in the order in which it was said.
   */
  public List<Envelope<?>> envelopes(TaskId task) {
    return heard.stream()
        .filter(
            envelope ->
                envelope.event() instanceof TaskReport report
                    && report.attempt().task().equals(task))
        .toList();
  }

  /** Every report of a task heard so far, in the order in which it was said. */
  public List<TaskReport> reports(TaskId task) {
    return envelopes(task).stream().map(Envelope::event).map(TaskReport.class::cast).toList();
  }

  /** Whether a report is an attempt's last. */
  public static boolean ends(TaskReport report) {
    return report instanceof TaskSucceeded
        || report instanceof TaskFailed
        || report instanceof TaskCancelled
        || report instanceof TaskExpired;
  }

  /**
   * Waits for an attempt's success.
   *
   * @throws AssertionError when it ends otherwise, or not in time
   */
  public TaskSucceeded awaitSuccess(TaskPlanned task, Duration atMost) {
    Poll.until(atMost, () -> end(task).isPresent());
    TaskReport end =
        end(task)
            .orElseThrow(
                () -> new AssertionError("no end within " + atMost + ": " + reports(task.task())));
    if (end instanceof TaskSucceeded succeeded) {
      return succeeded;
    }
    throw new AssertionError("the attempt did not succeed: " + end);
  }

  /** Every heartbeat heard so far. */
  public List<ExecutorHeartbeat> heartbeats() {
    return events(ExecutorHeartbeat.class).toList();
  }

  /** What was announced of an application. */
  public List<ApplicationEvent> announcements(String key) {
    return events(ApplicationEvent.class).filter(event -> event.key().equals(key)).toList();
  }

  /** Why tasks became dead letters. */
  public List<String> deadReasons() {
    return List.copyOf(deadReasons);
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
  }

  private static Stream<String> topics(ClusterId cluster) {
    return Stream.of(
        Topic.TASK_EVENTS.topicName(cluster),
        Topic.APPLICATIONS.topicName(cluster),
        Topic.deadLetters(Topic.TASKS.topicName(cluster)));
  }

  /** Everything of a type that was heard, in order. */
  public <T> Stream<T> events(Class<T> type) {
    return heard.stream().map(Envelope::event).filter(type::isInstance).map(type::cast);
  }

  private Optional<TaskReport> end(TaskPlanned task) {
    return reports(task.task()).stream()
        .filter(report -> report.attempt().attempt() == task.attempt())
        .filter(TestHub::ends)
        .findFirst();
  }

  private void read() {
    try (consumer) {
      while (true) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          note(record);
        }
      }
    } catch (WakeupException closed) {
      // The end that close() asked for.
      return;
    }
  }

  private void note(ConsumerRecord<String, byte[]> record) {
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
