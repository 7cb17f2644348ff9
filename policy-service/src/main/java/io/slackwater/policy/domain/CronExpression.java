// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;

/**
 * A cron expression of five fields (minute, hour, day of month, month, day of week), as crontab(5)
 * and Kubernetes' CronJob have it: lists, ranges, steps, English names of months and days, and
 * {@code @hourly} to {@code @yearly}. Where both days are restricted, either suffices. Immutable;
 * knows no time zone: {@link CronCalendar} does.
 */
final class CronExpression {

  /** Eight years pass between two leap days at most, as from 2096 to 2104. */
  private static final int HORIZON_YEARS = 9;

  private static final Map<String, String> MACROS =
      Map.of(
          "@hourly", "0 * * * *",
          "@daily", "0 0 * * *",
          "@weekly", "0 0 * * 0",
          "@monthly", "0 0 1 * *",
          "@yearly", "0 0 1 1 *");

  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet daysOfMonth;
  private final BitSet months;
  private final BitSet daysOfWeek;

  private CronExpression(String[] fields) {
    minutes = CronField.MINUTE.values(fields[0]);
    hours = CronField.HOUR.values(fields[1]);
    daysOfMonth = CronField.DAY_OF_MONTH.values(fields[2]);
    months = CronField.MONTH.values(fields[3]);
    daysOfWeek = CronField.DAY_OF_WEEK.values(fields[4]);
  }

  /**
   * Reads an expression.
   *
   * @throws InvalidCronException when it cannot be read
   */
  static CronExpression parse(String text) {
    String trimmed = text.strip();
    String[] fields = MACROS.getOrDefault(trimmed, trimmed).split("\\s+");
    if (fields.length != CronField.values().length) {
      throw new InvalidCronException(
          "%d fields instead of 5 (minute, hour, day of month, month, day of week)"
              .formatted(trimmed.isEmpty() ? 0 : fields.length));
    }
    return new CronExpression(fields);
  }

  /** Whether every hour of a day on which it fires is named: it is then an interval, not a time. */
  boolean firesEveryHour() {
    return CronField.HOUR.isEvery(hours);
  }

  /** The first match after a local time; empty when there is none, ever. */
  Optional<LocalDateTime> next(LocalDateTime after) {
    LocalDateTime time = after.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    LocalDateTime horizon = time.plusYears(HORIZON_YEARS);
    while (time.isBefore(horizon)) {
      if (!months.get(time.getMonthValue())) {
        time = time.toLocalDate().withDayOfMonth(1).plusMonths(1).atStartOfDay();
      } else if (!matchesDay(time.toLocalDate())) {
        time = time.toLocalDate().plusDays(1).atStartOfDay();
      } else if (!hours.get(time.getHour())) {
        time = time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
      } else if (!minutes.get(time.getMinute())) {
        time = time.plusMinutes(1);
      } else {
        return Optional.of(time);
      }
    }
    return Optional.empty();
  }

  private boolean matchesDay(LocalDate date) {
    boolean dayOfMonth = daysOfMonth.get(date.getDayOfMonth());
    boolean dayOfWeek = daysOfWeek.get(date.getDayOfWeek().getValue() % 7);
    boolean eitherSuffices =
        !CronField.DAY_OF_MONTH.isEvery(daysOfMonth) && !CronField.DAY_OF_WEEK.isEvery(daysOfWeek);
    return eitherSuffices ? dayOfMonth || dayOfWeek : dayOfMonth && dayOfWeek;
  }
}
