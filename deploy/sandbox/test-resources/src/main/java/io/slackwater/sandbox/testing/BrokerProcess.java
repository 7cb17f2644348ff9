// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The sandbox's broker as a process on a fresh directory. It ends with this JVM, even a killed one.
 */
final class BrokerProcess implements AutoCloseable {

  private static final String LAUNCHER = "/sandbox-broker/sandbox-broker.jar";
  private static final String LIBRARIES = "/sandbox-broker/sandbox-broker-libraries.jar";
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final Path home;
  private final Process process;
  private final int port;

  private BrokerProcess(Path home, Process process, int port) {
    this.home = home;
    this.process = process;
    this.port = port;
  }

  /**
   * Starts one and waits until it takes records.
   *
   * @throws SandboxException when it does not start
   */
  static BrokerProcess start() {
    Path home = LocalDirectory.temporary("kafka");
    List<Integer> ports = FreePorts.some(2);
    try {
      Path libraries = Files.createDirectories(home.resolve("lib"));
      copy(LAUNCHER, libraries.resolve("sandbox-broker.jar"));
      unpack(LIBRARIES, libraries);
      Path output = home.resolve("output.log");
      Process process =
          new ProcessBuilder(command(home, libraries, ports))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      BrokerProcess broker = new BrokerProcess(home, process, ports.getFirst());
      broker.awaitReady(output);
      return broker;
    } catch (IOException e) {
      throw new SandboxException("cannot start the sandbox's Kafka broker in " + home, e);
    }
  }

  /** Where clients connect. */
  String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroy();
    if (!Poll.until(STOP, () -> !process.isAlive())) {
      process.destroyForcibly();
    }
    process.onExit().join();
    LocalDirectory.delete(home);
  }

  private static List<String> command(Path home, Path libraries, List<Integer> ports) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx192m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--sun-misc-unsafe-memory-access=allow",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        libraries + File.separator + "*",
        "io.slackwater.sandbox.broker.Main",
        "--port",
        ports.getFirst().toString(),
        "--controller-port",
        ports.getLast().toString(),
        "--data",
        home.resolve("data").toString(),
        "--owner",
        String.valueOf(ProcessHandle.current().pid()));
  }

  private void awaitReady(Path output) {
    boolean settled =
        Poll.until(START, () -> !process.isAlive() || said(output).contains("ready "));
    if (!settled || !process.isAlive()) {
      process.destroyForcibly();
      throw new SandboxException("the sandbox's Kafka broker did not start:\n" + said(output));
    }
  }

  private static String said(Path output) {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(String resource, Path target) throws IOException {
    try (InputStream from = open(resource)) {
      Files.copy(from, target);
    }
  }

  private static void unpack(String resource, Path directory) throws IOException {
    try (ZipInputStream from = new ZipInputStream(open(resource))) {
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        if (entry.getName().endsWith(".jar") && !entry.getName().contains("/")) {
          Files.copy(from, directory.resolve(entry.getName()));
        }
      }
    }
  }

  private static InputStream open(String resource) {
    InputStream found = BrokerProcess.class.getResourceAsStream(resource);
    if (found == null) {
      throw new SandboxException(
          "this build of sandbox-test-resources holds no broker: build it with `mvn package`, not with an earlier phase");
    }
    return found;
  }
}
