// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CronCalendarTest {

  @Test
  void firesAtTheLocalTimeOfDayInSummerAndWinter() {
    assertThat(fires("30 2 * * *", "Europe/Berlin", "2026-03-27T12:00:00Z", 1))
        .containsExactly("2026-03-28T01:30:00Z");
    assertThat(fires("30 2 * * *", "Europe/Berlin", "2026-07-01T12:00:00Z", 1))
        .containsExactly("2026-07-02T00:30:00Z");
  }

  @Test
  void firesAtTheChangeWhenTheTimeOfDayDoesNotExist() {
    assertThat(fires("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", 2))
        .containsExactly("2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
  }

  @Test
  void firesOnceWhenTheTimeOfDayComesTwice() {
    assertThat(fires("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", 2))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
  }

  @Test
  void doesNotFireAgainInTheRepeatedHour() {
    assertThat(fires("30 2 * * *", "Europe/Berlin", "2026-10-25T01:10:00Z", 1))
        .containsExactly("2026-10-26T01:30:00Z");
  }

  @Test
  void firesEveryHourThroughBothChanges() {
    assertThat(fires("0 * * * *", "Europe/Berlin", "2026-10-24T23:30:00Z", 4))
        .containsExactly(
            "2026-10-25T00:00:00Z",
            "2026-10-25T01:00:00Z",
            "2026-10-25T02:00:00Z",
            "2026-10-25T03:00:00Z");
    assertThat(fires("15 * * * *", "Europe/Berlin", "2026-03-29T00:00:00Z", 3))
        .containsExactly("2026-03-29T00:15:00Z", "2026-03-29T01:15:00Z", "2026-03-29T02:15:00Z");
  }

  @Test
  void firesOnEitherDayWhenBothAreRestricted() {
    assertThat(fires("0 0 13 * FRI", "UTC", "2026-02-01T00:00:00Z", 4))
        .containsExactly(
            "2026-02-06T00:00:00Z",
            "2026-02-13T00:00:00Z",
            "2026-02-20T00:00:00Z",
            "2026-02-27T00:00:00Z");
  }

  @Test
  void findsTheLeapDayAcrossACenturyWithoutOne() {
    assertThat(fires("0 0 29 2 *", "UTC", "2096-03-01T00:00:00Z", 1))
        .containsExactly("2104-02-29T00:00:00Z");
  }

  @Test
  void neverFiresOnTheThirtiethOfFebruary() {
    assertThat(fires("0 0 30 2 *", "UTC", "2026-01-01T00:00:00Z", 1)).isEmpty();
  }

  @Test
  void readsListsRangesStepsAndNames() {
    assertThat(fires("5,10-12,*/30 8 * JAN-FEB mon", "UTC", "2026-01-01T00:00:00Z", 6))
        .containsExactly(
            "2026-01-05T08:00:00Z",
            "2026-01-05T08:05:00Z",
            "2026-01-05T08:10:00Z",
            "2026-01-05T08:11:00Z",
            "2026-01-05T08:12:00Z",
            "2026-01-05T08:30:00Z");
  }

  @Test
  void takesSevenForSunday() {
    assertThat(fires("0 0 * * 7", "UTC", "2026-11-22T12:00:00Z", 1))
        .containsExactly("2026-11-29T00:00:00Z");
  }

  private static List<String> fires(String cron, String zone, String after, int count) {
    CronCalendar calendar = new CronCalendar(CronExpression.parse(cron), ZoneId.of(zone));
    List<String> fires = new ArrayList<>();
    Instant from = Instant.parse(after);
    while (fires.size() < count) {
      var next = calendar.next(from);
      if (next.isEmpty()) {
        break;
      }
      from = next.get();
      fires.add(from.toString());
    }
    return fires;
  }
}
