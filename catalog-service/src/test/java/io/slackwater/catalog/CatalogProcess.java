// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog;

import io.slackwater.sandbox.testing.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The packaged service as a process of its own, open on loopback; can be killed. */
final class CatalogProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final int port;

  private CatalogProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static CatalogProcess start(
      String kafka, LocalPostgres database, int port, Path log, String... settings) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dkafka.bootstrap.servers=" + kafka);
    command.add("-Dquarkus.datasource.reactive.url=" + database.reactiveUrl("catalog"));
    command.add("-Dquarkus.datasource.jdbc.url=" + database.jdbcUrl("catalog"));
    command.add("-Dquarkus.datasource.username=" + LocalPostgres.USER);
    command.add("-Dquarkus.http.host=127.0.0.1");
    command.add("-Dquarkus.http.port=" + port);
    command.add("-Dslackwater.api.open=true");
    Stream.of(settings).map(setting -> "-D" + setting).forEach(command::add);
    command.addAll(List.of("-jar", JAR.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("QUARKUS_DATASOURCE_PASSWORD", database.password());
    try {
      CatalogProcess started = new CatalogProcess(builder.start(), port);
      Awaitility.await().atMost(Duration.ofMinutes(2)).until(started::ready);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL: nothing is finished, nothing is committed. */
  void kill() {
    process.destroyForcibly();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive());
  }

  /** The first events of a run's stream after a place, each as its lines. */
  List<String> streamed(String run, String after, int events) {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/api/v1/events?run=" + run))
            .header("Last-Event-ID", after)
            .build();
    return ServerSentEvents.read(http, request, events);
  }

  @Override
  public void close() {
    kill();
  }

  private boolean ready() {
    try {
      HttpRequest request = HttpRequest.newBuilder(uri("/q/health/ready")).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      if (!process.isAlive()) {
        throw new UncheckedIOException("the service ended while it started", e);
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the service started", e);
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
