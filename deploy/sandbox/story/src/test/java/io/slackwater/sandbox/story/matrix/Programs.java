// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slackwater.sandbox.story.StoryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Programs of the machine, run to their end. */
final class Programs {

  private Programs() {}

  /** Runs one; fails with what it complained of. */
  static void run(String... command) {
    run(new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD), "");
  }

  /**
   * Runs one with an input.
   *
   * @throws StoryException when its exit code is not 0
   */
  static void run(ProcessBuilder program, String input) {
    List<String> command = program.command();
    try {
      Path complaints = Files.createTempFile("complaints", ".log");
      try {
        Process process = program.redirectError(complaints.toFile()).start();
        try (var in = process.getOutputStream()) {
          in.write(input.getBytes(UTF_8));
        }
        if (process.waitFor() != 0) {
          throw new StoryException(
              "%s failed: %s".formatted(command.getFirst(), Files.readString(complaints)));
        }
      } finally {
        Files.delete(complaints);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryException("interrupted in " + command.getFirst(), e);
    }
  }
}
