// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged service of the module under test, in a process of its own. */
public final class PackagedService implements AutoCloseable {

  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final Duration START = Duration.ofMinutes(2);

  private final Process process;

  private PackagedService(Process process) {
    this.process = process;
  }

  /**
   * Starts it on a free port and waits until it is ready. What it says goes to a file in the
   * module's target folder.
   *
   * @param settings its configuration, by property
   * @throws SandboxException when it was not packaged, or ends instead; the message holds what it
   *     said
   */
  public static PackagedService start(Map<String, String> settings) {
    if (!Files.isRegularFile(JAR)) {
      throw new SandboxException(JAR.toAbsolutePath() + " is missing: package the service");
    }
    int port = FreePorts.one();
    Path output = Path.of("target", "service-" + port + ".log");
    try {
      Process process =
          new ProcessBuilder(command(port, settings))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!Poll.until(START, () -> !process.isAlive() || ready(port)) || !process.isAlive()) {
        process.destroyForcibly();
        throw new SandboxException("the service did not start:\n" + Files.readString(output));
      }
      return new PackagedService(process);
    } catch (IOException e) {
      throw new SandboxException("cannot start the service", e);
    }
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  private static List<String> command(int port, Map<String, String> settings) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dquarkus.http.host=127.0.0.1");
    command.add("-Dquarkus.http.port=" + port);
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-jar", JAR.toString()));
    return command;
  }

  private static boolean ready(int port) {
    URI uri = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
              .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
