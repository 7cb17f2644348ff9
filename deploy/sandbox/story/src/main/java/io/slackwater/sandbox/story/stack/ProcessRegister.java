// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.stack;

import io.slackwater.sandbox.testing.Poll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The processes that a sandbox started, in a file: so the next one can end what a killed launcher,
 * or {@code --stay}, left. A line has the process id, its start and its name.
 */
final class ProcessRegister {

  private static final Duration STOP = Duration.ofSeconds(25);

  private final Path file;

  ProcessRegister(Path file) {
    this.file = file;
  }

  void add(String name, ProcessHandle process) {
    String line = "%d %d %s%n".formatted(process.pid(), startOf(process), name);
    try {
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether something that is registered still runs. */
  boolean any() {
    return !left().isEmpty();
  }

  /** Ends what is registered and still runs. */
  void endLeftovers() {
    List<ProcessHandle> left = left();
    left.forEach(ProcessHandle::destroy);
    left.forEach(ProcessRegister::end);
  }

  private List<ProcessHandle> left() {
    if (Files.notExists(file)) {
      return List.of();
    }
    try {
      return Files.readAllLines(file).reversed().stream()
          .flatMap(line -> running(line).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void end(ProcessHandle process) {
    if (!Poll.until(STOP, () -> !process.isAlive())) {
      process.destroyForcibly();
      Poll.until(STOP, () -> !process.isAlive());
    }
  }

  /** The process of a line, unless its id has gone to another. */
  private static Optional<ProcessHandle> running(String line) {
    String[] fields = line.split(" ", 3);
    return ProcessHandle.of(Long.parseLong(fields[0]))
        .filter(ProcessHandle::isAlive)
        .filter(process -> startOf(process) == Long.parseLong(fields[1]));
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
