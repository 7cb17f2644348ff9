// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What is required of one ratio, restic / ours.
 *
 * @param set the data set
 * @param operation what is done
 * @param measure what is compared
 * @param against the variant of restic
 * @param bound the ratio must be at least that
 */
record Floor(String set, String operation, Measure measure, String against, double bound) {

  /** What is compared. */
  enum Measure {
    CPU("CPU", row -> row.usage().cpuSeconds()),
    WALL("wall", row -> row.usage().wallSeconds()),
    MEMORY("peak memory", row -> row.usage().peakMegabytes()),
    SIZE("repository size", Row::repositoryMegabytes);

    private final String words;
    private final ToDoubleFunction<Row> value;

    Measure(String words, ToDoubleFunction<Row> value) {
      this.words = words;
      this.value = value;
    }

    String words() {
      return words;
    }

    double of(Row row) {
      return value.applyAsDouble(row);
    }
  }

  /** All that is required of the engine's speed and of the size of its repositories. */
  static final List<Floor> ALL =
      List.of(
          cpu("database directory", "full", 2.3),
          new Floor("database directory", "full", Measure.CPU, "restic-fastest", 1.5),
          cpu("database directory", "incremental", 4),
          cpu("database directory", "restore", 1.2),
          new Floor("database directory", "full", Measure.WALL, "restic", 2),
          new Floor("database directory", "incremental", Measure.WALL, "restic", 3),
          new Floor("database directory", "restore", Measure.WALL, "restic", 1.2),
          cpu("small files", "full", 1.6),
          cpu("small files", "incremental", 1.5),
          cpu("small files", "restore", 1.2),
          cpu("image", "full", 2.5),
          cpu("image", "incremental", 4),
          cpu("image", "ranges", 10),
          cpu("image", "restore", 1.2),
          cpu("random", "full", 1.5),
          cpu("random", "incremental", 4),
          cpu("random", "restore", 1.1),
          size("database directory", "full", 1 / 1.05),
          size("small files", "full", 1 / 1.05),
          size("image", "full", 1 / 1.05),
          size("random", "full", 1 / 1.05),
          size("database directory", "incremental", 1),
          size("small files", "incremental", 1),
          size("image", "incremental", 1),
          size("random", "incremental", 1));

  String name() {
    return "%s, %s, %s, %s / ours".formatted(set, operation, measure.words(), against);
  }

  private static Floor cpu(String set, String operation, double bound) {
    return new Floor(set, operation, Measure.CPU, "restic", bound);
  }

  private static Floor size(String set, String operation, double bound) {
    return new Floor(set, operation, Measure.SIZE, "restic", bound);
  }
}
