// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs child processes to their end. */
public final class Processes {

  private static final long PATIENCE_SECONDS = 240;

  private Processes() {}

  /**
   * How a process ended.
   *
   * @param exitCode its exit code
   * @param out its standard output
   * @param err its error output
   */
  public record Ended(int exitCode, String out, String err) {
    /** Returns the last line of the standard output. */
    public String lastLine() {
      return out.lines().reduce("", (earlier, later) -> later);
    }
  }

  /** Runs a command to its end, with additional environment. */
  public static Ended run(Map<String, String> environment, List<String> command)
      throws IOException {
    return await(start(environment, command));
  }

  /** Starts a command with additional environment; its input is empty. */
  public static Process start(Map<String, String> environment, List<String> command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectInput(Path.of("/dev/null").toFile());
    return builder.start();
  }

  /** Waits for a process; ends it if it takes too long. */
  public static Ended await(Process process) throws IOException {
    CompletableFuture<String> out = read(process, true);
    CompletableFuture<String> err = read(process, false);
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("did not end in time: " + process.info() + err.join());
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new IOException("interrupted", e);
    }
    return new Ended(process.exitValue(), out.join(), err.join());
  }

  /** The command that runs a class of this test's class path in a JVM of its own. */
  public static List<String> java(Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static CompletableFuture<String> read(Process process, boolean out) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (var stream = out ? process.getInputStream() : process.getErrorStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            return "(unreadable: " + e + ")";
          }
        },
        task -> Thread.ofVirtual().start(task));
  }
}
