// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.testing;

import io.slackwater.contracts.id.ClusterId;
import io.slackwater.deploy.kafka.TopicInstaller;
import io.slackwater.deploy.kafka.TopicPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A Kafka for tests with the contract's topics: the one that {@value #EXTERNAL} names, else a
 * container where Docker works, else the sandbox's broker as a process. Thread-safe.
 */
public final class TestKafka implements AutoCloseable {

  /** The environment variable with the bootstrap servers of a Kafka to use. */
  public static final String EXTERNAL = "SLACKWATER_TEST_KAFKA";

  private static final Logger LOGGER = LoggerFactory.getLogger(TestKafka.class);
  private static final Path DOCKER_SOCKET = Path.of("/var/run/docker.sock");
  private static final String IMAGE = "apache/kafka:4.3.1";
  private static final int MAX_MESSAGE_BYTES = 9 * 1024 * 1024;

  private final String bootstrapServers;
  private final Runnable stop;

  private TestKafka(String bootstrapServers, Runnable stop) {
    this.bootstrapServers = bootstrapServers;
    this.stop = stop;
  }

  /**
   * Starts or finds one and creates the topics.
   *
   * @throws SandboxException when none can be had
   */
  public static TestKafka start(List<ClusterId> clusters) {
    TestKafka kafka = choose();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers))) {
      new TopicInstaller(admin, Optional.empty()).install(TopicPlan.forClusters(clusters));
    } catch (InterruptedException e) {
      kafka.close();
      Thread.currentThread().interrupt();
      throw new SandboxException("interrupted while topics were created", e);
    }
    return kafka;
  }

  /** Where clients connect. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void close() {
    stop.run();
  }

  private static TestKafka choose() {
    String external = System.getenv(EXTERNAL);
    if (external != null && !external.isBlank()) {
      LOGGER.info("tests use an external Kafka bootstrapServers={}", external);
      return new TestKafka(external, () -> {});
    }
    return dockerWorks() ? container() : process();
  }

  private static boolean dockerWorks() {
    boolean configured = System.getenv("DOCKER_HOST") != null || Files.exists(DOCKER_SOCKET);
    return configured && DockerClientFactory.instance().isDockerAvailable();
  }

  private static TestKafka container() {
    KafkaContainer container =
        new KafkaContainer(DockerImageName.parse(IMAGE))
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_MESSAGE_MAX_BYTES", String.valueOf(MAX_MESSAGE_BYTES))
            .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
    container.start();
    return new TestKafka(container.getBootstrapServers(), container::stop);
  }

  private static TestKafka process() {
    BrokerProcess broker = BrokerProcess.start();
    return new TestKafka(broker.bootstrapServers(), broker::close);
  }
}
