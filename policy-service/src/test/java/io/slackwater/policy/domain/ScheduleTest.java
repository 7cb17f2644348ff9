// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.PolicyName;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ScheduleTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final PolicyName POLICY = new PolicyName("shops");

  @Test
  void firesAtTheMultiplesOfAnInterval() {
    Schedule schedule = new Schedule.Every(Duration.ofHours(6), Duration.ZERO);

    assertThat(schedule.next(NOON)).contains(Instant.parse("2026-11-22T18:00:00Z"));
    assertThat(schedule.next(NOON.minusMillis(1))).contains(NOON);
  }

  @Test
  void countsWhatPassedAndNamesTheLatest() {
    Schedule every = new Schedule.Every(Duration.ofHours(1), Duration.ZERO);
    Schedule cron = new Schedule.Cron("0 * * * *", ZoneOffset.UTC, Duration.ZERO);
    Instant until = NOON.plus(Duration.ofMinutes(150));

    assertThat(every.elapsed(NOON, until))
        .contains(new Schedule.Elapsed(NOON.plus(Duration.ofHours(2)), 2));
    assertThat(cron.elapsed(NOON, until)).isEqualTo(every.elapsed(NOON, until));
    assertThat(every.elapsed(NOON, NOON.plusSeconds(59))).isEmpty();
    assertThat(cron.elapsed(NOON, NOON.plusSeconds(59))).isEmpty();
  }

  @Test
  void spreadsApplicationsAlwaysInTheSameWay() {
    Schedule schedule = new Schedule.Every(Duration.ofHours(1), Duration.ofMinutes(10));

    Set<Duration> offsets =
        IntStream.range(0, 100)
            .mapToObj(i -> schedule.offset(POLICY, ApplicationId.parse("east/shop/a" + i)))
            .collect(Collectors.toSet());

    assertThat(offsets)
        .hasSizeGreaterThan(90)
        .allSatisfy(offset -> assertThat(offset).isBetween(Duration.ZERO, Duration.ofMinutes(10)));
    assertThat(schedule.offset(POLICY, ApplicationId.parse("east/shop/a1")))
        .isEqualTo(schedule.offset(POLICY, ApplicationId.parse("east/shop/a1")));
  }

  @Test
  void keepsATurnWhoseFireTimePassedButWhosePartOfTheSpreadHasNot() {
    Schedule schedule = new Schedule.Every(Duration.ofHours(1), Duration.ofMinutes(10));
    Policy policy = Shops.policy(io.slackwater.contracts.run.Approach.DATA_SERVICE, schedule);
    ApplicationId shop = Shops.shop("shop").application();
    Duration offset = schedule.offset(policy.name(), shop);

    Fire fire = Fire.next(policy, shop, NOON.plus(offset).minusMillis(1)).orElseThrow();

    assertThat(fire.fireTime()).isEqualTo(NOON);
    assertThat(fire.dueAt()).isEqualTo(NOON.plus(offset));
  }
}
