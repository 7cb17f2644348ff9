// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.restassured.response.Response;
import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.event.Topic;
import io.slackwater.sandbox.testing.KafkaTestResource;
import io.slackwater.sandbox.testing.PostgresTestResource;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The running service, its database and a Kafka client; every test uses names of its own. */
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(
    value = PostgresTestResource.class,
    initArgs = @ResourceArg(name = "database", value = "policy"))
abstract class RunningService {

  private static final AtomicInteger NAMES = new AtomicInteger();

  @Inject
  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @Inject Pool pool;

  Wire wire;

  @BeforeEach
  void connect() {
    wire =
        new Wire(
            bootstrapServers,
            Topic.REQUESTS.topicName(),
            Topic.RUNS.topicName(),
            "slackwater.tasks.east.v1",
            "slackwater.requests.v1.dlq",
            "slackwater.runs.v1.dlq",
            "slackwater.applications.east.v1.dlq");
  }

  @AfterEach
  void disconnect() {
    wire.close();
  }

  static String freshName(String prefix) {
    return prefix + "-" + Long.toString(System.nanoTime(), 36) + "-" + NAMES.incrementAndGet();
  }

  /** Publishes an application and waits until the service knows it. */
  ApplicationDiscovered known(ApplicationDiscovered application) {
    wire.publish(Wire.said(Instant.now(), application.application().cluster(), null), application);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        rows(
                            "select id from application where id = $1 and composition is not null",
                            application.application().key()))
                    .hasSize(1));
    return application;
  }

  List<Row> rows(String sql, Object... parameters) {
    List<Row> rows = new ArrayList<>();
    pool.preparedQuery(sql)
        .execute(Tuple.from(parameters))
        .await()
        .atMost(Duration.ofSeconds(10))
        .forEach(rows::add);
    return rows;
  }

  static String policy(String name, String namespace, String schedule) {
    return """
        {
          "name": "%s",
          "selector": {"clusters": ["east"], "namespaces": ["%s"]},
          "approach": "data-service",
          "schedule": %s,
          "retention": {"last": 3, "daily": 7},
          "location": "primary",
          "objectives": {"rpo": "PT24H", "rto": "PT1H"}
        }
        """
        .formatted(name, namespace, schedule);
  }

  static Response post(String body) {
    return Tokens.admin().contentType("application/json").body(body).post("/api/v1/policies");
  }
}
