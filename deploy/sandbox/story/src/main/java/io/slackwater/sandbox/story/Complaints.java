// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What servers said in their logs that was not well. */
final class Complaints {

  private static final Pattern COMPLAINT = Pattern.compile("^\\S+ (WARN|ERROR|FATAL|SEVERE) .*");
  private static final int OF_EACH = 3;

  private Complaints() {}

  /** The last few complaints of each log in a folder, a line each. */
  static List<String> of(Path folder) {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path log : files.filter(file -> file.toString().endsWith(".log")).sorted().toList()) {
        lines.addAll(last(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  private static List<String> last(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      List<String> found =
          lines
              .filter(line -> COMPLAINT.matcher(line).matches())
              .map(line -> "  %s: %s".formatted(log.getFileName(), line))
              .toList();
      return found.subList(Math.max(0, found.size() - OF_EACH), found.size());
    }
  }
}
