// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.slackwater.contracts.artifact.HoldArtifact;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.sandbox.story.shop.Writings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
   * @param from what was restored from: {@code dump}, {@code snapshot}, {@code export}, or two of
   *     them
   * @param cluster where it was restored to
   * @param holdMillis how long each barrier stood, by the component that it barred; absent without
   *     a hold
   * @param quiesceMillis from the first barrier that was asked for to the last that stood
   * @param skewMillis between the first and the last cut of a snapshot, held or not; absent where
   *     fewer than two were cut
   * @param skewUncertaintyMillis by how much that may be wrong
   * @param longestPauseMillis the longest that a writer waited, around the hold or, without one,
   *     during the run
   * @param filesWithoutRow orders that came back as a file alone; absent when no files were
   *     captured
   * @param rowsWithoutFile orders that came back as a row alone; likewise
   * @param notGiven what the restore shows that the point is not, in a sentence with the numbers;
   *     absent with a hold, and when no files were captured
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Approach(
      String approach,
      String from,
      String cluster,
      String restorePoint,
      String consistency,
      long logicalBytes,
      long storedBytes,
      double backupSeconds,
      double restoreSeconds,
      @Nullable Map<String, Long> holdMillis,
      @Nullable Long quiesceMillis,
      @Nullable Long skewMillis,
      @Nullable Long skewUncertaintyMillis,
      long longestPauseMillis,
      @Nullable Integer filesWithoutRow,
      @Nullable Integer rowsWithoutFile,
      @Nullable String notGiven,
      boolean verified) {

    static Approach of(
        Backup backup,
        Restored restored,
        Origin origin,
        Place place,
        @Nullable Writings found,
        boolean verified) {
      RestorePoint point = backup.point();
      HoldArtifact hold = backup.hold().orElse(null);
      Skew skew = Skew.of(point).orElse(null);
      return new Approach(
          backup.approach(),
          origin.told(),
          place.target().cluster().value(),
          point.id().value(),
          point.consistency().name(),
          point.logicalBytes(),
          point.storedBytes(),
          backup.seconds(),
          restored.seconds(),
          hold == null ? null : holdMillis(hold),
          hold == null ? null : hold.quiesceMillis(),
          skew == null ? null : skew.millis(),
          skew == null ? null : skew.uncertaintyMillis(),
          backup.longestPauseMillis(),
          found == null ? null : found.filesWithoutRow().size(),
          found == null ? null : found.rowsWithoutFile().size(),
          hold == null && found != null ? Tear.of(backup, found).told() : null,
          verified);
    }

    /** A component may be barred more than once: in each of its pods. */
    private static Map<String, Long> holdMillis(HoldArtifact hold) {
      Map<String, Long> millis = new TreeMap<>();
      hold.barriers().forEach(each -> millis.merge(each.component(), each.holdMillis(), Math::max));
      return millis;
    }

    private String held() {
      return holdMillis == null ? "-" : Collections.max(holdMillis.values()) + " ms";
    }

    private String skew() {
      return skewMillis == null ? "-" : skewMillis + "+-" + skewUncertaintyMillis + " ms";
    }
  }

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
            "into",
            "restore point",
            "consistency",
            "logical",
            "stored",
            "backup",
            "restore",
            "hold",
            "skew",
            "pause",
            "file only",
            "row only",
            "verified"));
    for (Approach each : approaches) {
      lines.add(
          row(
              each.approach(),
              each.from(),
              each.cluster(),
              each.restorePoint(),
              each.consistency(),
              mebibytes(each.logicalBytes()),
              mebibytes(each.storedBytes()),
              seconds(each.backupSeconds()),
              seconds(each.restoreSeconds()),
              each.held(),
              each.skew(),
              each.longestPauseMillis() + " ms",
              count(each.filesWithoutRow()),
              count(each.rowsWithoutFile()),
              each.verified() ? "yes" : "NO"));
    }
    for (Approach each : approaches) {
      if (each.notGiven() != null) {
        lines.add("  not given by %s: %s".formatted(each.approach(), each.notGiven()));
      }
    }
    return lines;
  }

  private static String row(String... cells) {
    return String.format(
        Locale.ROOT,
        "  %-19s %-13s %-5s %-32s %-21s %9s %9s %8s %8s %8s %10s %8s %9s %8s %8s",
        (Object[]) cells);
  }

  private static String count(@Nullable Integer orders) {
    return orders == null ? "-" : orders.toString();
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }
}
