// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.slackwater.contracts.event.ContractJson;
import io.slackwater.contracts.event.Topic;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.sandbox.testing.KafkaTestResource;
import io.slackwater.sandbox.testing.PostgresTestResource;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** One stack for all integration tests: broker, database and the service. */
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(
    value = PostgresTestResource.class,
    initArgs = @ResourceArg(name = "database", value = "catalog"))
@QuarkusTestResource(CatalogSettings.class)
public abstract class CatalogStack {
  protected static final Duration LIVENESS = Duration.ofSeconds(60);

  @SuppressWarnings("NullAway.Init") // injected before each test
  @TestHTTPResource
  protected URI base;

  protected Hub hub;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void connect() {
    hub = new Hub(ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
  }

  @AfterEach
  void disconnect() {
    hub.close();
  }

  /** A fresh application, so that tests do not meet. */
  protected static Samples fresh(String cluster) {
    return Samples.of(cluster, "shop-" + UUID.randomUUID().toString().substring(0, 8));
  }

  protected static Instant later() {
    return Instant.now().plusSeconds(600);
  }

  /** Publishes a plan and its tasks, as policy-service does. */
  protected List<TaskPlanned> plan(Samples shop, Approach approach, boolean export) {
    Instant notAfter = later();
    RunPlanned plan = shop.backup(approach, export, Instant.now(), notAfter);
    hub.publish("policy-service", shop.application().cluster(), shop.run(), plan);
    List<TaskPlanned> tasks = shop.tasks(approach, notAfter);
    tasks.forEach(t -> hub.publish("policy-service", shop.application().cluster(), shop.run(), t));
    return tasks;
  }

  /** Plays a whole backup and gives its restore point. */
  protected RestorePoint backUp(Samples shop, Approach approach, boolean export) {
    try (Executor executor =
        Executor.start(
            hub,
            io.slackwater.contracts.task.ExecutorKind.DISCOVERY,
            shop.application().cluster().value())) {
      for (TaskPlanned task : plan(shop, approach, export)) {
        work(executor, shop, task);
      }
      work(executor, shop, awaitTask(shop, "RestorePoint/seal", 1));
      if (export) {
        work(executor, shop, awaitTask(shop, "RestorePoint/export", 1));
        work(executor, shop, awaitTask(shop, "RestorePoint/seal-exported", 1));
      }
      awaitSettled(shop);
    }
    JsonNode found =
        get("/api/v1/restore-points?application=" + shop.application()).get("items").get(0);
    return convert(
        get("/api/v1/restore-points/" + found.get("id").asText()).get("restorePoint"),
        RestorePoint.class);
  }

  protected void work(Executor executor, Samples shop, TaskPlanned task) {
    executor.accept(task);
    executor.progress(task, 2);
    executor.succeed(task, shop.artifacts(task.spec()));
  }

  protected TaskPlanned awaitTask(Samples shop, String component, int attempt) {
    return awaitTask(shop.run().value(), component, attempt);
  }

  protected TaskPlanned awaitTask(String run, String component, int attempt) {
    await()
        .untilAsserted(
            () ->
                org.assertj.core.api.Assertions.assertThat(tasks(run, component, attempt))
                    .hasSize(1));
    return tasks(run, component, attempt).getFirst();
  }

  protected List<TaskPlanned> tasks(String run, String component, int attempt) {
    return hub
        .published(
            TaskPlanned.class,
            t ->
                t.run().value().equals(run)
                    && t.component().equals(component)
                    && t.attempt() == attempt)
        .stream()
        .map(e -> e.event())
        .toList();
  }

  /** A task as the API shows it. */
  protected JsonNode task(Samples shop, String component) {
    for (JsonNode task : get("/api/v1/runs/" + shop.run()).get("tasks")) {
      if (task.get("component").asText().equals(component)) {
        return task;
      }
    }
    throw new AssertionError("no task " + component);
  }

  /**
   * Returns when all that was published on a cluster's task-events so far has been taken in: one
   * more report on each partition has come through.
   */
  protected void barrier(String cluster) {
    List<Samples> last = new java.util.ArrayList<>();
    for (int partition = 0; partition < Topic.CLUSTER_PARTITIONS; partition++) {
      Samples shop = fresh(cluster);
      TaskPlanned task = shop.definitionsTask(later());
      hub.publishTo(
          partition,
          shop,
          new io.slackwater.contracts.task.TaskAccepted(Samples.attempt(task, "barrier", 1)));
      last.add(shop);
    }
    await()
        .untilAsserted(
            () ->
                org.assertj.core.api.Assertions.assertThat(last)
                    .allSatisfy(
                        shop ->
                            org.assertj.core.api.Assertions.assertThat(
                                    get("/api/v1/runs?application=" + shop.application())
                                        .get("items"))
                                .hasSize(1)));
  }

  /** The first events of the live stream after a place, each as its lines. */
  protected List<String> streamed(String query, String after, int events) {
    HttpRequest request =
        request("/api/v1/events?" + query, "slackwater-viewer")
            .header("Last-Event-ID", after)
            .timeout(LIVENESS)
            .build();
    return ServerSentEvents.read(http, request, events);
  }

  protected RunSettled awaitSettled(Samples shop) {
    return awaitSettled(shop.run().value());
  }

  protected RunSettled awaitSettled(String run) {
    await()
        .untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(settled(run)).isNotEmpty());
    return settled(run).getLast();
  }

  protected List<RunSettled> settled(String run) {
    return hub.published(RunSettled.class, e -> e.run().value().equals(run)).stream()
        .map(e -> e.event())
        .toList();
  }

  protected static ConditionFactory await() {
    return Awaitility.await().atMost(LIVENESS).pollInterval(Duration.ofMillis(100));
  }

  protected JsonNode get(String path) {
    HttpResponse<String> response = send(request(path, "slackwater-viewer").GET().build());
    org.assertj.core.api.Assertions.assertThat(response.statusCode())
        .as(response.body())
        .isEqualTo(200);
    return json(response);
  }

  protected HttpResponse<String> post(String path, String body) {
    return send(
        request(path, "slackwater-operator")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  protected HttpRequest.Builder request(String path, String role) {
    return HttpRequest.newBuilder(base.resolve(path))
        .header("Authorization", "Bearer " + Jwt.subject("test").groups(role).sign());
  }

  protected HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an answer", e);
    }
  }

  protected static JsonNode json(HttpResponse<String> response) {
    return parse(response.body());
  }

  protected static JsonNode parse(String text) {
    try {
      return ContractJson.mapper().readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  /** A connection to the service's database, past the service. */
  protected static Connection connection() throws SQLException {
    var config = ConfigProvider.getConfig();
    return DriverManager.getConnection(
        config.getValue("quarkus.datasource.jdbc.url", String.class),
        config.getValue("quarkus.datasource.username", String.class),
        config.getValue("quarkus.datasource.password", String.class));
  }

  protected static <T> T convert(JsonNode node, Class<T> type) {
    return ContractJson.mapper().convertValue(node, type);
  }
}
