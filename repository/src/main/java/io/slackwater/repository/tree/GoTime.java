// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.tree;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Times as Go writes them: RFC 3339 with nanoseconds, trailing zeros trimmed; years 0 to 9999. */
public final class GoTime {

  private static final int SECONDS_OF_DAY = 24 * 60 * 60;
  private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private GoTime() {}

  /** Writes a time, moved into the years that Go can write. */
  public static String format(Instant time) {
    StringBuilder text = new StringBuilder(32);
    append(text, time);
    return text.toString();
  }

  /** Appends a time; a tree of many files is mostly times, so by hand. */
  static void append(StringBuilder text, Instant time) {
    Instant fit = time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(fit.getEpochSecond(), SECONDS_OF_DAY));
    int second = (int) Math.floorMod(fit.getEpochSecond(), SECONDS_OF_DAY);
    digits(text, day.getYear(), 4).append('-');
    digits(text, day.getMonthValue(), 2).append('-');
    digits(text, day.getDayOfMonth(), 2).append('T');
    digits(text, second / 3600, 2).append(':');
    digits(text, second / 60 % 60, 2).append(':');
    digits(text, second % 60, 2);
    if (fit.getNano() != 0) {
      digits(text.append('.'), fit.getNano(), 9);
      while (text.charAt(text.length() - 1) == '0') {
        text.setLength(text.length() - 1);
      }
    }
    text.append('Z');
  }

  private static StringBuilder digits(StringBuilder text, int value, int count) {
    int scale = 1;
    for (int i = 1; i < count; i++) {
      scale *= 10;
    }
    for (; scale > 0; scale /= 10) {
      text.append((char) ('0' + value / scale % 10));
    }
    return text;
  }

  /**
   * Reads a time.
   *
   * @throws IOException if it is none
   */
  public static Instant parse(String text) throws IOException {
    Instant simple = parseUtc(text);
    if (simple != null) {
      return simple;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IOException("not a time: " + text, e);
    }
  }

  /**
   * Reads the form that {@link #format} writes; null for any other, and for the last day of a long
   * month, which are left to the JDK.
   */
  private static @Nullable Instant parseUtc(String text) {
    int end = text.length() - 1;
    boolean shaped =
        end >= 19
            && end <= 29
            && text.charAt(4) == '-'
            && text.charAt(7) == '-'
            && text.charAt(10) == 'T'
            && text.charAt(13) == ':'
            && text.charAt(16) == ':'
            && text.charAt(end) == 'Z'
            && (end == 19 || (end > 20 && text.charAt(19) == '.'));
    if (!shaped) {
      return null;
    }
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    int year = number(text, 0, 4);
    boolean valid =
        year >= 0
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= (month == 2 ? 28 : 30)
            && hour >= 0
            && hour < 24
            && minute >= 0
            && minute < 60
            && second >= 0
            && second < 60;
    int nanos = end == 19 ? 0 : number(text, 20, end);
    if (!valid || nanos < 0) {
      return null;
    }
    for (int digits = end - 20; end > 19 && digits < 9; digits++) {
      nanos *= 10;
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    return Instant.ofEpochSecond(
        days * SECONDS_OF_DAY + hour * 3600L + minute * 60L + second, nanos);
  }

  /** Returns the number that the digits are, -1 if there is anything else. */
  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
