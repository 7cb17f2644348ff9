// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.sandbox.cluster.conformance.ClusterAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A sandbox cluster as a process of its own, as its users start it. */
public final class ClusterProcess {
  private static final int ATTEMPTS = 5;
  private static final String POSTGRES_LINE = "postgres:";

  private final Process process;
  private final Path data;
  private final String subnet;

  private ClusterProcess(Process process, Path data, String subnet) {
    this.process = process;
    this.data = data;
    this.subnet = subnet;
  }

  /** Starts a cluster on a free port and subnet and waits until it is ready. */
  public static ClusterProcess start(String name, Path data, String... options) throws IOException {
    for (int attempt = 1; ; attempt++) {
      String subnet =
          "10.%d.%d.0/24"
              .formatted(
                  ThreadLocalRandom.current().nextInt(200, 250),
                  ThreadLocalRandom.current().nextInt(1, 250));
      ClusterProcess started = launch(name, data, subnet, options);
      String line = started.process.inputReader().readLine();
      if (line != null) {
        return started;
      }
      assertThat(attempt).as(Files.readString(started.log())).isLessThan(ATTEMPTS);
    }
  }

  private static ClusterProcess launch(String name, Path data, String subnet, String... options)
      throws IOException {
    Files.createDirectories(data);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(Main.class.getName(), "--name", name, "--port", "0"));
    command.addAll(List.of("--data", data.toString(), "--bridge-subnet", subnet));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(data.resolve("log").toFile()))
            .start();
    return new ClusterProcess(process, data, subnet);
  }

  /** Starts again on the same data. */
  ClusterProcess startAgain(String name, String... options) throws IOException {
    ClusterProcess again = launch(name, data, subnet, options);
    assertThat(again.process.inputReader().readLine()).as(Files.readString(log())).isNotNull();
    return again;
  }

  /** How to test it. */
  public ClusterAccess access() {
    return new ClusterAccess(
        data.resolve("kubeconfig"), "machine:any", "machine:any", postgresUser());
  }

  private static long postgresUser() {
    try {
      return Files.readAllLines(Path.of("/etc/passwd")).stream()
          .filter(line -> line.startsWith(POSTGRES_LINE))
          .mapToLong(line -> Long.parseLong(line.split(":", -1)[2]))
          .findFirst()
          .orElseThrow(() -> new AssertionError("install PostgreSQL: deploy/sandbox/install"));
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  /** Ends it in good order. */
  public void stop() throws InterruptedException, IOException {
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(Files.readString(log())).isTrue();
  }

  /** Ends it as a crash would. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  Path data() {
    return data;
  }

  private Path log() {
    return data.resolve("log");
  }
}
