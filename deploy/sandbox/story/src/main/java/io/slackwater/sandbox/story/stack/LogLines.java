// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a server says of itself when it is ready. */
final class LogLines {

  private LogLines() {}

  /** Whether one of a log's lines is this one. */
  static boolean contain(Path log, String line) {
    if (Files.notExists(log)) {
      return false;
    }
    try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
      return lines.anyMatch(line::equals);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
