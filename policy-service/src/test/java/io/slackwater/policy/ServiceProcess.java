// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slackwater.sandbox.testing.FreePorts;
import io.slackwater.sandbox.testing.LocalPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The packaged service as a process of its own, which can be killed. */
final class ServiceProcess implements AutoCloseable {

  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final Path log;
  private final Process process;

  private ServiceProcess(int port, Path log, Process process) {
    this.port = port;
    this.log = log;
    this.process = process;
  }

  /** Starts the service and waits until it answers. */
  static ServiceProcess start(
      LocalPostgres database, int databasePort, String bootstrapServers, Path directory)
      throws IOException {
    assertThat(JAR).as("the packaged service").exists();
    int port = FreePorts.one();
    Path log = Files.createTempFile(directory, "policy-service", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dkafka.bootstrap.servers=" + bootstrapServers,
                "-Dquarkus.datasource.reactive.url=postgresql://127.0.0.1:"
                    + databasePort
                    + "/policy",
                "-Dquarkus.datasource.jdbc.url=" + database.jdbcUrl("policy"),
                "-Dquarkus.datasource.username=" + LocalPostgres.USER,
                "-Dslackwater.policy.locations=primary",
                "-Dslackwater.policy.shortest-interval=1s",
                "-Dslackwater.policy.claim-interval=200ms",
                "-Dslackwater.api.open=true",
                "-jar",
                JAR.toString()));
    builder.environment().put("QUARKUS_DATASOURCE_PASSWORD", database.password());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    ServiceProcess service = new ServiceProcess(port, log, builder.start());
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsMatching(IOException.class::isInstance)
        .untilAsserted(
            () -> {
              assertThat(service.process.isAlive()).as(service.text()).isTrue();
              assertThat(service.get("/api/v1/policies").statusCode()).isEqualTo(200);
            });
    return service;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)).GET());
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Ends the process with SIGKILL. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(
        request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private String text() throws IOException {
    return Files.readString(log);
  }
}
