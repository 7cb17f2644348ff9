// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.tree;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as Go writes them: RFC 3339 with nanoseconds, trailing zeros trimmed; years 0 to 9999. */
public final class GoTime {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private GoTime() {}

  /** Writes a time, moved into the years that Go can write. */
  public static String format(Instant time) {
    Instant fit = time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
    StringBuilder text = new StringBuilder(32);
    SECONDS.formatTo(fit, text);
    if (fit.getNano() != 0) {
      text.append('.').append("%09d".formatted(fit.getNano()));
      while (text.charAt(text.length() - 1) == '0') {
        text.setLength(text.length() - 1);
      }
    }
    return text.append('Z').toString();
  }

  /**
   * Reads a time.
   *
   * @throws IOException if it is none
   */
  public static Instant parse(String text) throws IOException {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IOException("not a time: " + text, e);
    }
  }
}
