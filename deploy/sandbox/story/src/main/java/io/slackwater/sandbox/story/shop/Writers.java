// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.shop;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the shop's two writers left, and how long they waited. For one thread. */
public final class Writers {

  private static final String LIVES =
      "select concat_ws(' ', life, count(*), min(number), max(number),"
          + " extract(epoch from max(placed_at))) from visits";

  private final Inspector inspector;

  /** The writers of a shop that somebody else looks into. */
  public Writers(Inspector inspector) {
    this.inspector = inspector;
  }

  /**
   * What is there now. An order in the making is half an order for good reason, so that only those
   * are read that were begun before a time.
   *
   * @param begunBefore no later order is read
   */
  public Writings take(Instant begunBefore) {
    return new Writings(
        begun(inspector.inWriter("cd /orders && ls").lines(), begunBefore),
        begun(inspector.sql("select file from orders").lines(), begunBefore),
        lives(LIVES + " group by life"));
  }

  /**
   * The visits that were committed before an instant, as the database recorded each commit. Only
   * where the rows were written, not where a dump was loaded.
   */
  public Writings visitsBefore(Instant cut) {
    return new Writings(
        Set.of(),
        Set.of(),
        lives(
            LIVES
                + Inspector.COMMITTED_BEFORE.formatted(cut.truncatedTo(ChronoUnit.MICROS))
                + " group by life"));
  }

  /** How long each of their writes took, in the lives of their present pods. */
  public Pauses pauses() {
    Map<String, List<Pauses.Write>> writes = new HashMap<>();
    Shop.WRITERS.forEach(
        name -> writes.put(name, Pauses.read(inspector.inPodOf(name, "cat /tmp/latency"))));
    return new Pauses(writes);
  }

  /** An order's file is named after the second in which it was begun. */
  private static Set<String> begun(Stream<String> files, Instant before) {
    return files
        .filter(file -> file.endsWith(".txt"))
        .filter(
            file -> Long.parseLong(file.substring(0, file.indexOf('-'))) < before.getEpochSecond())
        .collect(Collectors.toSet());
  }

  private Map<String, Writings.Life> lives(String statement) {
    Map<String, Writings.Life> lives = new TreeMap<>();
    for (String row : inspector.sql(statement).lines().toList()) {
      String[] fields = row.split(" ", 2);
      long[] numbers =
          Arrays.stream(fields[1].split(" ")).limit(3).mapToLong(Long::parseLong).toArray();
      lives.put(fields[0], new Writings.Life(numbers[0], numbers[1], numbers[2], at(fields[1])));
    }
    return lives;
  }

  private static Instant at(String fields) {
    String seconds = fields.substring(fields.lastIndexOf(' ') + 1);
    return Instant.EPOCH.plus(
        new BigDecimal(seconds).movePointRight(6).longValueExact(), ChronoUnit.MICROS);
  }
}
