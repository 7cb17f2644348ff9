// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** One of the five fields of a cron expression: its name, its range and its names for numbers. */
enum CronField {
  MINUTE("minute", 0, 59, List.of()),
  HOUR("hour", 0, 23, List.of()),
  DAY_OF_MONTH("day of month", 1, 31, List.of()),
  MONTH(
      "month",
      1,
      12,
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")),
  /** Sunday is 0, and 7 as well. */
  DAY_OF_WEEK("day of week", 0, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));

  private final String title;
  private final int first;
  private final int last;
  private final List<String> names;

  CronField(String title, int first, int last, List<String> names) {
    this.title = title;
    this.first = first;
    this.last = last;
    this.names = names;
  }

  /**
   * The values that a field's text names.
   *
   * @throws InvalidCronException when it cannot be read
   */
  BitSet values(String text) {
    BitSet values = new BitSet(last + 1);
    for (String item : text.split(",", -1)) {
      addItem(values, item);
    }
    if (this == DAY_OF_WEEK && values.get(7)) {
      values.clear(7);
      values.set(0);
    }
    return values;
  }

  /** Whether the values leave nothing out. */
  boolean isEvery(BitSet values) {
    int size = this == DAY_OF_WEEK ? 7 : last - first + 1;
    return values.cardinality() == size;
  }

  private void addItem(BitSet values, String item) {
    String[] stepped = item.split("/", -1);
    if (stepped.length > 2) {
      throw invalid(item, "it has more than one '/'");
    }
    int step = stepped.length == 1 ? 1 : number(stepped[1], item);
    if (step < 1) {
      throw invalid(item, "the step must be at least 1");
    }
    int from = first;
    int to = last;
    if (!stepped[0].equals("*")) {
      String[] range = stepped[0].split("-", -1);
      if (range.length > 2) {
        throw invalid(item, "it has more than one '-'");
      }
      from = value(range[0], item);
      to = range.length == 2 ? value(range[1], item) : stepped.length == 2 ? last : from;
      if (from > to) {
        throw invalid(item, "the range ends before it begins");
      }
    }
    for (int value = from; value <= to; value += step) {
      values.set(value);
    }
  }

  private int value(String text, String item) {
    int named = names.indexOf(text.toUpperCase(Locale.ROOT));
    int value = named >= 0 ? named + (this == MONTH ? 1 : 0) : number(text, item);
    if (value < first || value > last) {
      throw invalid(item, "%d is not between %d and %d".formatted(value, first, last));
    }
    return value;
  }

  private int number(String text, String item) {
    if (!text.matches("\\d{1,4}")) {
      throw invalid(item, "'" + text + "' is not a number" + (names.isEmpty() ? "" : " or name"));
    }
    return Integer.parseInt(text);
  }

  private InvalidCronException invalid(String item, String why) {
    return new InvalidCronException("%s '%s': %s".formatted(title, item, why));
  }
}
