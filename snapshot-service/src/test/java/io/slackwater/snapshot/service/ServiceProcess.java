// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.service;

import io.slackwater.sandbox.testing.FreePorts;
import io.slackwater.snapshot.sandbox.Sandbox;
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

  static ServiceProcess start(Sandbox sandbox, String kafka, Path secrets) throws IOException {
    if (!Files.isRegularFile(JAR)) {
      throw new IllegalStateException(JAR.toAbsolutePath() + " is missing: package the service");
    }
    int port = FreePorts.one();
    Path output = Path.of("target", "service-" + port + ".log");
    Process process =
        new ProcessBuilder(command(sandbox, kafka, secrets, port))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new IllegalStateException("the service ended:\n" + Files.readString(output));
              }
              return ready(port);
            });
    return new ServiceProcess(process);
  }

  private static List<String> command(Sandbox sandbox, String kafka, Path secrets, int port)
      throws IOException {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx192m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Dquarkus.http.host=127.0.0.1",
        "-Dquarkus.http.port=" + port,
        "-Dkafka.bootstrap.servers=" + kafka,
        "-Dslackwater.executor.clusters=east",
        "-Dslackwater.executor.cluster.east.kubeconfig=" + sandbox.kubeconfig(),
        "-Dslackwater.location.main.url=" + sandbox.location(),
        "-Dslackwater.location.main.access-key-file="
            + Files.writeString(secrets.resolve("access"), Sandbox.ACCESS_KEY),
        "-Dslackwater.location.main.secret-key-file="
            + Files.writeString(secrets.resolve("secret"), Sandbox.SECRET_KEY),
        "-Dslackwater.location.main.password-file="
            + Files.writeString(secrets.resolve("password"), "it-repository-password"),
        "-Dslackwater.mover.memory=512Mi",
        "-jar",
        JAR.toString());
  }

  private static boolean ready(int port) throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                      .build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
