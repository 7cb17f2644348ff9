// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the story came to. Sizes in bytes, times in seconds.
 *
 * @param verified whether every check held
 * @param approaches one per restore: an approach is restored from each of its artifacts
 * @param versions of every real part that was used
 * @param steps how long each step took, those of the sandbox's start among them
 */
public record Report(
    boolean verified,
    double seconds,
    List<Approach> approaches,
    List<String> failedChecks,
    Map<String, String> versions,
    List<Narrator.Step> steps) {

  /**
   * A backup, and a restore from it.
   *
   * @param from what was restored from: {@code dump}, {@code snapshot} or {@code export}
   */
  public record Approach(
      String approach,
      String from,
      String restorePoint,
      String consistency,
      long logicalBytes,
      long storedBytes,
      double backupSeconds,
      double restoreSeconds,
      boolean verified) {}

  /** Copies the collections. */
  public Report {
    approaches = List.copyOf(approaches);
    failedChecks = List.copyOf(failedChecks);
    versions = Map.copyOf(versions);
    steps = List.copyOf(steps);
  }

  /** Writes it as JSON. */
  void write(Path file) {
    ObjectMapper json =
        new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    try {
      json.writeValue(file.toFile(), this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a table, a line each. */
  List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add(
        row(
            "approach",
            "from",
            "restore point",
            "consistency",
            "logical",
            "stored",
            "backup",
            "restore",
            "verified"));
    for (Approach each : approaches) {
      lines.add(
          row(
              each.approach(),
              each.from(),
              each.restorePoint(),
              each.consistency(),
              mebibytes(each.logicalBytes()),
              mebibytes(each.storedBytes()),
              seconds(each.backupSeconds()),
              seconds(each.restoreSeconds()),
              each.verified() ? "yes" : "NO"));
    }
    return lines;
  }

  private static String row(String... cells) {
    return String.format(
        Locale.ROOT, "  %-16s %-8s %-32s %-20s %10s %10s %8s %8s %8s", (Object[]) cells);
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }
}
