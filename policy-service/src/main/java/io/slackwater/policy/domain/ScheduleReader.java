// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import io.slackwater.policy.domain.PolicyDocument.ScheduleDocument;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads the schedule of a document. */
final class ScheduleReader {

  private final FaultList faults;

  ScheduleReader(FaultList faults) {
    this.faults = faults;
  }

  @Nullable Schedule read(@Nullable ScheduleDocument document) {
    if (document == null) {
      faults.missing("schedule", "give it cron or every");
      return null;
    }
    Duration spread = faults.duration("schedule.spread", document.spread(), Duration.ZERO);
    boolean spreadFaulty = spread == null && document.spread() != null;
    ZoneId zone = zone(document.timeZone());
    Schedule schedule =
        document.every() == null
            ? cron(document.cron(), zone, orZero(spread))
            : every(document, orZero(spread));
    return spreadFaulty || zone == null ? null : schedule;
  }

  private @Nullable Schedule cron(
      @Nullable String expression, @Nullable ZoneId zone, Duration spread) {
    if (expression == null) {
      faults.missing("schedule.cron", "give the schedule either cron or every");
      return null;
    }
    try {
      CronExpression.parse(expression);
      return zone == null ? null : new Schedule.Cron(expression.strip(), zone, spread);
    } catch (InvalidCronException e) {
      faults.add(
          "schedule.cron",
          "'%s' is not a cron expression: %s"
              .formatted(Shown.of(expression), Shown.of(e.getMessage())),
          "it has five fields: minute, hour, day of month, month, day of week",
          "write for example '30 2 * * *' for every day at half past two");
      return null;
    }
  }

  private @Nullable Schedule every(ScheduleDocument document, Duration spread) {
    if (document.cron() != null || document.timeZone() != null) {
      faults.add(
          "schedule",
          "every is given together with cron or timeZone",
          "a schedule is either an interval or a calendar",
          "remove the one or the other");
    }
    Duration interval = faults.duration("schedule.every", document.every(), Duration.ofMillis(1));
    return interval == null ? null : new Schedule.Every(interval, spread);
  }

  private @Nullable ZoneId zone(@Nullable String text) {
    if (text == null) {
      return ZoneOffset.UTC;
    }
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      faults.add(
          "schedule.timeZone",
          "the time zone '%s' is not known".formatted(Shown.of(text)),
          "zones are named as in the IANA time zone database",
          "write for example Europe/Berlin or UTC");
      return null;
    }
  }

  private static Duration orZero(@Nullable Duration duration) {
    return duration == null ? Duration.ZERO : duration;
  }
}
