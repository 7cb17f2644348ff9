// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.contracts.id.ClusterId;
import io.slackwater.deploy.kafka.Main;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeadLetterReplayIT {

  private static final String TOPIC = "slackwater.tasks.east.v1";
  private static final String TYPE = "io.slackwater.task.planned.v1";

  private static TestKafka kafka;

  @BeforeAll
  static void start() {
    kafka = TestKafka.start(List.of(new ClusterId("east")));
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void replaysEachDeadLetterOnceAndNoTaskPastItsTime() throws Exception {
    Instant now = Instant.now();
    deadLetter("late", "{\"notAfter\":\"%s\"}".formatted(now.minusSeconds(60)));
    deadLetter("due", "{\"notAfter\":\"%s\"}".formatted(now.plusSeconds(600)));
    deadLetter("broken", "{not JSON");
    deadLetter("heard by two", "{not JSON", 0, 17);
    deadLetter("heard by two", "{not JSON", 0, 17);

    assertThat(Main.run("replay", "--bootstrap-servers", servers(), "--topic", TOPIC)).isZero();
    deadLetter("heard by two", "{not JSON", 0, 17);
    assertThat(Main.run("replay", "--bootstrap-servers", servers(), "--topic", TOPIC)).isZero();

    List<ConsumerRecord<String, String>> replayed = read();
    assertThat(replayed)
        .extracting(ConsumerRecord::key)
        .containsExactlyInAnyOrder("due", "broken", "heard by two");
    assertThat(replayed)
        .allSatisfy(
            record -> {
              assertThat(record.headers().lastHeader("dead-letter-reason")).isNull();
              assertThat(record.headers().lastHeader("ce_type").value())
                  .isEqualTo(TYPE.getBytes(UTF_8));
            });
    assertThat(Main.run("dead-letters", "--bootstrap-servers", servers())).isZero();
  }

  @Test
  void saysWhatIsMissingInACommand() {
    assertThat(Main.run("replay", "--bootstrap-servers", servers())).isEqualTo(2);
  }

  private static String servers() {
    return kafka.bootstrapServers();
  }

  private static void deadLetter(String key, String value) throws Exception {
    send(letter(key, value));
  }

  private static void deadLetter(String key, String value, int partition, long offset)
      throws Exception {
    ProducerRecord<String, String> record = letter(key, value);
    record.headers().add("dead-letter-partition", String.valueOf(partition).getBytes(UTF_8));
    record.headers().add("dead-letter-offset", String.valueOf(offset).getBytes(UTF_8));
    send(record);
  }

  private static ProducerRecord<String, String> letter(String key, String value) {
    ProducerRecord<String, String> record = new ProducerRecord<>(TOPIC + ".dlq", key, value);
    record.headers().add("ce_type", TYPE.getBytes(UTF_8));
    record.headers().add("dead-letter-reason", "for this test".getBytes(UTF_8));
    return record;
  }

  private static void send(ProducerRecord<String, String> record) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(record).get();
    }
  }

  private static List<ConsumerRecord<String, String>> read() {
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(TOPIC).stream()
              .map(info -> new TopicPartition(TOPIC, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long wanted =
          consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
      Poll.until(
          Duration.ofSeconds(20),
          () -> {
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            return records.size() >= wanted;
          });
    }
    return records;
  }
}
