// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.shop;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
      "select concat_ws(' ', life, count(*), min(number), max(number)) from visits";
  private static final String ACKNOWLEDGED_BEFORE =
      " where number < (select max(number) from visits later"
          + " where later.life = visits.life and placed_at < timestamptz '%s')";

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
        lives(LIVES));
  }

  /**
   * The visits that were committed before an instant, as the database recorded each commit. Only
   * where the rows were written, not where a dump was loaded.
   */
  public Writings visitsBefore(Instant cut) {
    return visits(Inspector.COMMITTED_BEFORE, cut);
  }

  /** The visits that the writer went on after, before an instant. */
  public Writings visitsAcknowledgedBefore(Instant instant) {
    return visits(ACKNOWLEDGED_BEFORE, instant);
  }

  private Writings visits(String before, Instant instant) {
    String microseconds = instant.truncatedTo(ChronoUnit.MICROS).toString();
    return new Writings(Set.of(), Set.of(), lives(LIVES + before.formatted(microseconds)));
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
    for (String row : inspector.sql(statement + " group by life").lines().toList()) {
      String[] fields = row.split(" ", 4);
      lives.put(
          fields[0],
          new Writings.Life(
              Long.parseLong(fields[1]), Long.parseLong(fields[2]), Long.parseLong(fields[3])));
    }
    return lives;
  }
}
