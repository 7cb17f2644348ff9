// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A program of the sandbox in a process of its own. */
final class JavaProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(90);

  private final Process process;
  private final Path output;

  private JavaProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts a main class of a built sandbox module: its jar and its folder of libraries. */
  static JavaProcess start(Path module, String jar, String main, Path home, List<String> options) {
    Path target = module.resolve("target");
    if (!Files.isRegularFile(target.resolve(jar))) {
      throw new IllegalStateException(
          target.resolve(jar) + " is missing: package deploy/sandbox before integration tests run");
    }
    try {
      Path copy = Files.createDirectories(home.resolve("program"));
      copy(target.resolve(jar), copy);
      try (var libraries = Files.list(target.resolve("lib"))) {
        for (Path library : libraries.toList()) {
          copy(library, copy);
        }
      }
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-cp",
                  copy + "/*",
                  main));
      command.addAll(options);
      Path output = home.resolve("output.log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      return new JavaProcess(process, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until its output says so. */
  void awaitOutput(String word) {
    Awaitility.await()
        .atMost(START)
        .until(
            () -> {
              String said = Files.readString(output);
              if (!process.isAlive()) {
                throw new IllegalStateException("the process ended:\n" + said);
              }
              return said.contains(word);
            });
  }

  private static void copy(Path file, Path directory) throws IOException {
    Files.copy(file, directory.resolve(file.getFileName().toString()));
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
