// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery;

import io.slackwater.sandbox.testing.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** The packaged service, in a process of its own. */
final class ServiceProcess implements AutoCloseable {

  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

  private final Process process;

  private ServiceProcess(Process process) {
    this.process = process;
  }

  /** Starts it and waits until it is ready. */
  static ServiceProcess start(String kafka, Path kubeconfig, Path home) throws IOException {
    if (!Files.isRegularFile(JAR)) {
      throw new IllegalStateException(JAR.toAbsolutePath() + " is missing: package the service");
    }
    int port = FreePorts.one();
    Path output = Path.of("target", "service-" + port + ".log");
    Process process =
        new ProcessBuilder(command(kafka, kubeconfig, home, port))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new IllegalStateException("the service ended:\n" + Files.readString(output));
              }
              return ready(port);
            });
    return new ServiceProcess(process);
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  private static List<String> command(String kafka, Path kubeconfig, Path home, int port)
      throws IOException {
    Path password = Files.writeString(home.resolve("password"), "only for a test");
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx192m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Dquarkus.http.host=127.0.0.1",
        "-Dquarkus.http.port=" + port,
        "-Dkafka.bootstrap.servers=" + kafka,
        "-Dslackwater.executor.clusters=east",
        "-Dslackwater.executor.cluster.east.kubeconfig=" + kubeconfig,
        "-Dslackwater.location.local.url=" + home.resolve("location"),
        "-Dslackwater.location.local.password-file=" + password,
        "-Dslackwater.discovery.poll=200ms",
        // A killed member's partitions are given to the next one after this long.
        "-Dmp.messaging.incoming.tasks-in.session.timeout.ms=6000",
        "-jar",
        JAR.toString());
  }

  private static boolean ready(int port) throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
      return client
              .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
