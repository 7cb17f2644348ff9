// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.shop;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How long writers waited, each write from its intent to its commit, as they noted it themselves.
 * Immutable.
 *
 * @param writes every write of each writer, by the writer's name
 */
public record Pauses(Map<String, List<Write>> writes) {

  /** One write. */
  public record Write(Instant begun, long millis) {

    private boolean overlaps(Instant from, Instant to) {
      return !begun.isAfter(to) && !begun.plusMillis(millis).isBefore(from);
    }
  }

  /** Copies the map. */
  public Pauses {
    writes = Map.copyOf(writes);
  }

  /** Reads what a writer notes: a line for each write, its begin since 1970 and its length. */
  public static List<Write> read(String lines) {
    return lines
        .lines()
        .map(line -> line.split(" ", 2))
        .map(
            fields ->
                new Write(
                    Instant.ofEpochMilli(Long.parseLong(fields[0])), Long.parseLong(fields[1])))
        .toList();
  }

  /** The longest of each writer that overlaps a time, in milliseconds; 0 when none does. */
  public long longest(Instant from, Instant to) {
    return writes.values().stream()
        .flatMap(List::stream)
        .filter(write -> write.overlaps(from, to))
        .mapToLong(Write::millis)
        .max()
        .orElse(0);
  }

  /** Whether each writer had a write in hand at some moment of a time. */
  public boolean metBy(Instant from, Instant to) {
    return writes.values().stream()
        .allMatch(all -> all.stream().anyMatch(write -> write.overlaps(from, to)));
  }

  /** The longest of all, in milliseconds. */
  public long longest() {
    return longest(Instant.MIN, Instant.MAX);
  }

  /** How many writes were noted. */
  public int count() {
    return writes.values().stream().mapToInt(List::size).sum();
  }
}
