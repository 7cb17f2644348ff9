// SPDX-License-Identifier: Apache-2.0
package io.slackwater.deploy.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The dead letters of a Kafka cluster. A replay notes in a consumer group how far it came, so that
 * none is replayed twice. For one thread.
 */
final class DeadLetters implements AutoCloseable {

  private static final String GROUP = "slackwater-dead-letters";
  private static final Pattern TOPIC = Pattern.compile("slackwater\\..+\\.dlq");
  private static final Duration POLL = Duration.ofMillis(500);

  private final Properties settings;
  private final KafkaConsumer<byte[], byte[]> consumer;

  DeadLetters(Properties settings) {
    this.settings = settings;
    Properties reading = new Properties();
    reading.putAll(settings);
    reading.put("group.id", GROUP);
    reading.put("enable.auto.commit", "false");
    reading.put("auto.offset.reset", "earliest");
    reading.put("allow.auto.create.topics", "false");
    this.consumer =
        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** What a replay did. */
  record Replay(int published, int expired) {}

  /** Every dead letter of the topics whose origin is accepted, oldest first by partition. */
  List<DeadLetter> list(Predicate<String> origin) {
    List<DeadLetter> letters = new ArrayList<>();
    for (TopicPartition partition : partitions(origin)) {
      long replayedTo = committed(partition);
      for (ConsumerRecord<byte[], byte[]> record : read(partition, 0)) {
        letters.add(new DeadLetter(record, record.offset() < replayedTo));
      }
    }
    return letters;
  }

  /**
   * Publishes again, into the topics they came from, all that no replay has passed yet; each record
   * once, however many services dead-lettered it. A task past its {@code notAfter} is passed over.
   *
   * @throws KafkaDeploymentException when the brokers refuse one; a next replay begins with it
   */
  Replay replay(Predicate<String> origin, Instant now) throws InterruptedException {
    Properties writing = new Properties();
    writing.putAll(settings);
    writing.put("acks", "all");
    writing.put("max.request.size", String.valueOf(16 * 1024 * 1024));
    int published = 0;
    int expired = 0;
    Set<String> passed = new HashSet<>();
    list(origin).stream()
        .filter(DeadLetter::replayed)
        .forEach(letter -> letter.source().ifPresent(passed::add));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (TopicPartition partition : partitions(origin)) {
        for (ConsumerRecord<byte[], byte[]> record : read(partition, committed(partition))) {
          DeadLetter letter = new DeadLetter(record, false);
          boolean first = letter.source().map(passed::add).orElse(true);
          if (first && letter.expired(now)) {
            expired++;
          } else if (first) {
            publish(producer, letter);
            published++;
          }
          consumer.commitSync(Map.of(partition, new OffsetAndMetadata(record.offset() + 1)));
        }
      }
    }
    return new Replay(published, expired);
  }

  @Override
  public void close() {
    consumer.close();
  }

  private static void publish(KafkaProducer<byte[], byte[]> producer, DeadLetter letter)
      throws InterruptedException {
    try {
      producer.send(letter.again()).get();
    } catch (ExecutionException e) {
      throw new KafkaDeploymentException(
          "cannot publish offset %d of %s again: %s"
              .formatted(letter.record().offset(), letter.record().topic(), e.getCause()),
          e);
    }
  }

  private List<TopicPartition> partitions(Predicate<String> origin) {
    return consumer.listTopics().entrySet().stream()
        .filter(topic -> TOPIC.matcher(topic.getKey()).matches())
        .filter(topic -> origin.test(topic.getKey().substring(0, topic.getKey().length() - 4)))
        .sorted(Map.Entry.comparingByKey())
        .flatMap(topic -> topic.getValue().stream())
        .map((PartitionInfo info) -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  private long committed(TopicPartition partition) {
    OffsetAndMetadata committed = consumer.committed(Set.of(partition)).get(partition);
    return committed == null ? 0 : committed.offset();
  }

  private List<ConsumerRecord<byte[], byte[]>> read(TopicPartition partition, long from) {
    List<TopicPartition> only = List.of(partition);
    consumer.assign(only);
    long begin = Math.max(from, consumer.beginningOffsets(only).getOrDefault(partition, 0L));
    long end = consumer.endOffsets(only).getOrDefault(partition, 0L);
    consumer.seek(partition, begin);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    while (consumer.position(partition) < end) {
      records.addAll(consumer.poll(POLL).records(partition));
    }
    return records;
  }
}
