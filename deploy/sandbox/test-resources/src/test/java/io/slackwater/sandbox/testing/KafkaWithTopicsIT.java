// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.contracts.event.Topic;
import io.slackwater.contracts.id.ClusterId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KafkaWithTopicsIT {

  private static TestKafka kafka;

  @BeforeAll
  static void start() {
    kafka = TestKafka.start(List.of(new ClusterId("east"), new ClusterId("west")));
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void hasTheTopicsOfEveryCluster() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      assertThat(admin.listTopics().names().get())
          .contains("slackwater.tasks.east.v1", "slackwater.task-events.west.v1.dlq");
    }
  }

  @Test
  void takesARecordOfFiveMegabytes() throws Exception {
    byte[] value = new byte[5 * 1024 * 1024];
    value[0] = 7;
    try (KafkaProducer<String, byte[]> producer = producer()) {
      producer.send(new ProducerRecord<>(Topic.RUNS.topicName(), 0, "run", value)).get();
    }
    TopicPartition partition = new TopicPartition(Topic.RUNS.topicName(), 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.poll.records", "1"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      assertThat(consumer.poll(Duration.ofSeconds(20)).records(partition))
          .singleElement()
          .satisfies(record -> assertThat(record.value()).isEqualTo(value));
    }
  }

  @Test
  void makesNoTopicByAccident() {
    try (KafkaProducer<String, byte[]> producer = producer()) {
      ProducerRecord<String, byte[]> stray =
          new ProducerRecord<>("slackwater.runz.v1", "x".getBytes(UTF_8));
      assertThatThrownBy(() -> producer.send(stray).get())
          .hasRootCauseInstanceOf(
              org.apache.kafka.common.errors.UnknownTopicOrPartitionException.class)
          .hasCauseInstanceOf(TimeoutException.class);
    }
  }

  private static KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "max.request.size",
            Topic.MAX_RECORD_BYTES,
            "max.block.ms",
            "3000"),
        new StringSerializer(),
        new ByteArraySerializer());
  }
}
