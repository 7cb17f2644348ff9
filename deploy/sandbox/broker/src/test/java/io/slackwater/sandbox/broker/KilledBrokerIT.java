// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledBrokerIT {

  private static final String TOPIC = "kept";

  private Path data;
  private String server;
  private List<String> command;
  private Process broker;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    data = directory;
    int port = freePort();
    int controller = freePort();
    server = "127.0.0.1:" + port;
    command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "--port",
            String.valueOf(port),
            "--controller-port",
            String.valueOf(controller),
            "--data",
            data.resolve("kafka").toString(),
            "--owner",
            String.valueOf(ProcessHandle.current().pid()));
    launch();
  }

  @AfterEach
  void stop() {
    broker.destroyForcibly().onExit().join();
  }

  @Test
  void keepsAcknowledgedRecordsAndTopicsWhenItIsKilled() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", server))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", server, "acks", "all"),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, "key", "value")).get();
    }

    broker.destroyForcibly().onExit().join();
    launch();

    TopicPartition partition = new TopicPartition(TOPIC, 0);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", server),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      assertThat(consumer.poll(Duration.ofSeconds(30)).records(partition))
          .extracting(ConsumerRecord::value)
          .containsExactly("value");
    }
  }

  private void launch() throws IOException {
    broker = new ProcessBuilder(command).redirectError(data.resolve("errors").toFile()).start();
    BufferedReader output = broker.inputReader();
    assertThat(output.readLine()).isEqualTo("ready " + server);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
