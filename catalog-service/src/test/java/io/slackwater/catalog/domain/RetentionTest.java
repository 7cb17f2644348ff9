// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.contracts.id.PolicyName;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.restorepoint.RestorePointState;
import io.slackwater.contracts.run.KeepRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetentionTest {
  private static final PolicyName HOURLY = new PolicyName("hourly");
  private static final PolicyName NIGHTLY = new PolicyName("nightly");
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void keepsEverythingWhenNoCountIsGiven() {
    assertThat(retirable(everyHour(100), new KeepRules(0, 0, 0, 0, 0, 0))).isEmpty();
  }

  @Test
  void keepsTheNewestOnes() {
    List<KeptPoint> points = everyHour(10);

    assertThat(retirable(points, last(3))).containsExactlyElementsOf(ids(points.subList(0, 7)));
  }

  @Test
  void keepsTheNewestOfEachPeriodThatHasOne() {
    List<KeptPoint> points =
        List.of(
            good("a", "2026-11-01T08:00:00Z"),
            good("b", "2026-11-01T20:00:00Z"),
            good("c", "2026-11-20T08:00:00Z"),
            good("d", "2026-11-20T09:10:00Z"),
            good("e", "2026-11-20T09:50:00Z"));

    assertThat(retirable(points, new KeepRules(0, 0, 2, 0, 0, 0))).isEqualTo(named("a", "c", "d"));
    assertThat(retirable(points, new KeepRules(0, 2, 0, 0, 0, 0))).isEqualTo(named("a", "b", "d"));
    assertThat(retirable(points, new KeepRules(0, 2, 2, 0, 0, 0))).isEqualTo(named("a", "d"));
  }

  @Test
  void countsWeeksFromMondayThroughTheTurnOfTheYear() {
    List<KeptPoint> points =
        List.of(
            good("sunday", "2026-12-27T12:00:00Z"),
            good("monday", "2026-12-28T12:00:00Z"),
            good("thursday", "2026-12-31T12:00:00Z"),
            good("newyear", "2027-01-01T12:00:00Z"),
            good("lastsunday", "2027-01-03T12:00:00Z"));

    assertThat(
            Retention.retirable(
                points,
                Map.of(HOURLY, new KeepRules(0, 0, 0, 2, 0, 0)),
                Instant.parse("2027-01-03T13:00:00Z")))
        .isEqualTo(named("monday", "thursday", "newyear"));
  }

  @Test
  void neverRetiresTheLastGoodPointHoweverManyPartialOnesCameSince() {
    List<KeptPoint> points = new ArrayList<>();
    points.add(good("good", "2026-11-01T00:00:00Z"));
    for (int day = 10; day < 20; day++) {
      points.add(
          point("p" + day, HOURLY, RestorePointState.PARTIAL, "2026-11-" + day + "T00:00:00Z"));
    }

    assertThat(retirable(points, last(1))).doesNotContain(new RestorePointId("good")).hasSize(9);
  }

  @Test
  void countsTheLastGoodPointAcrossAllPolicies() {
    KeptPoint old = good("old", "2026-11-01T00:00:00Z");
    KeptPoint partial = point("partial", HOURLY, RestorePointState.PARTIAL, "2026-11-02T00:00:00Z");
    KeptPoint nightly = point("n", NIGHTLY, RestorePointState.COMPLETE, "2026-11-03T00:00:00Z");
    KeptPoint asked = point("asked", null, RestorePointState.EXPORTED, "2026-11-04T00:00:00Z");

    assertThat(retirable(List.of(old, partial), last(1))).isEmpty();
    assertThat(retirable(List.of(old, partial, nightly), last(1))).isEqualTo(named("old"));
    assertThat(retirable(List.of(old, partial, asked), last(1))).isEqualTo(named("old"));
  }

  @Test
  void letsNoPartialPointStandForAPeriodThatHasAGoodOne() {
    List<KeptPoint> points =
        List.of(
            good("good", "2026-11-20T08:00:00Z"),
            point("partial", HOURLY, RestorePointState.PARTIAL, "2026-11-20T20:00:00Z"),
            point("alone", HOURLY, RestorePointState.PARTIAL, "2026-11-21T20:00:00Z"),
            good("today", "2026-11-22T08:00:00Z"));

    assertThat(retirable(points, new KeepRules(0, 0, 3, 0, 0, 0))).isEqualTo(named("partial"));
  }

  @Test
  void retiresAFailedPointOnceANewerOneCounts() {
    KeptPoint failed = point("failed", HOURLY, RestorePointState.FAILED, "2026-11-20T08:00:00Z");
    KeptPoint newest = point("newest", HOURLY, RestorePointState.FAILED, "2026-11-22T08:00:00Z");

    assertThat(retirable(List.of(failed, newest), last(1))).isEmpty();
    assertThat(retirable(List.of(failed, good("g", "2026-11-21T08:00:00Z"), newest), last(1)))
        .isEqualTo(named("failed"));
  }

  @ParameterizedTest
  @EnumSource(names = {"BUILDING", "EXPORTING", "RETIRING", "RETIRED"})
  void leavesOutWhatIsNotSettledOrGoesAlready(RestorePointState state) {
    List<KeptPoint> points =
        List.of(
            point("other", HOURLY, state, "2026-11-20T08:00:00Z"),
            good("g1", "2026-11-19T08:00:00Z"),
            good("g2", "2026-11-21T08:00:00Z"));

    assertThat(retirable(points, last(1))).isEqualTo(named("g1"));
    assertThat(retirable(points, last(2))).isEmpty();
  }

  @Test
  void leavesAPinnedPointWhichStillFillsItsPlace() {
    List<KeptPoint> points =
        List.of(
            new KeptPoint(
                new RestorePointId("pinned"),
                HOURLY,
                RestorePointState.COMPLETE,
                Instant.parse("2026-11-19T08:00:00Z"),
                true),
            good("g1", "2026-11-20T08:00:00Z"),
            good("g2", "2026-11-21T08:00:00Z"));

    assertThat(retirable(points, last(1))).isEqualTo(named("g1"));
  }

  @Test
  void givesNoPlaceToAPointFromTheFuture() {
    List<KeptPoint> points =
        List.of(
            good("g1", "2026-11-20T08:00:00Z"),
            good("g2", "2026-11-21T08:00:00Z"),
            good("future", "2031-01-01T00:00:00Z"));

    assertThat(retirable(points, last(1))).isEqualTo(named("g1"));
  }

  @Test
  void judgesEachPolicyByItsOwnRules() {
    List<KeptPoint> points = new ArrayList<>(everyHour(5));
    points.add(point("n1", NIGHTLY, RestorePointState.COMPLETE, "2026-11-01T00:00:00Z"));
    points.add(point("n2", NIGHTLY, RestorePointState.COMPLETE, "2026-11-02T00:00:00Z"));
    points.add(point("asked", null, RestorePointState.COMPLETE, "2026-10-01T00:00:00Z"));

    assertThat(
            Retention.retirable(
                points, Map.of(HOURLY, last(5), NIGHTLY, new KeepRules(0, 0, 1, 0, 0, 0)), NOW))
        .isEqualTo(named("n1"));
  }

  @Test
  void asksNotForTheOrderOfPoints() {
    List<KeptPoint> points = new ArrayList<>(everyHour(400));
    KeepRules rules = new KeepRules(2, 12, 7, 4, 3, 1);
    List<RestorePointId> expected = retirable(points, rules);

    Collections.shuffle(points, new Random(7));

    assertThat(retirable(points, rules)).isEqualTo(expected);
  }

  /** What is retired early by one round must not be what a later round would have promoted. */
  @Test
  void promotesThroughYearsOfHourlyBackupsJudgedAfterEachOfThem() {
    KeepRules rules = new KeepRules(2, 24, 7, 5, 12, 3);
    Instant begin = Instant.parse("2023-06-01T00:30:00Z");
    List<KeptPoint> live = new ArrayList<>();
    List<KeptPoint> all = new ArrayList<>();
    Instant at = begin;
    for (int hour = 0; hour < 24 * 365 * 3; hour++) {
      at = begin.plus(Duration.ofHours(hour));
      KeptPoint made =
          new KeptPoint(
              new RestorePointId("rp-" + hour), HOURLY, RestorePointState.COMPLETE, at, false);
      live.add(made);
      all.add(made);
      List<RestorePointId> retired = Retention.retirable(live, Map.of(HOURLY, rules), at);
      live.removeIf(p -> retired.contains(p.id()));
    }

    List<RestorePointId> atOnce = Retention.retirable(all, Map.of(HOURLY, rules), at);
    all.removeIf(p -> atOnce.contains(p.id()));
    assertThat(live).containsExactlyElementsOf(all);
    assertThat(live).hasSizeBetween(40, 24 + 7 + 5 + 12 + 3);
    assertThat(live.getFirst().createdAt()).isBefore(at.minus(Duration.ofDays(365)));
  }

  private static List<RestorePointId> retirable(List<KeptPoint> points, KeepRules rules) {
    return Retention.retirable(points, Map.of(HOURLY, rules), NOW);
  }

  private static KeepRules last(int count) {
    return new KeepRules(count, 0, 0, 0, 0, 0);
  }

  /** Oldest first, the newest at the clock's time. */
  private static List<KeptPoint> everyHour(int count) {
    List<KeptPoint> points = new ArrayList<>();
    for (int hour = count - 1; hour >= 0; hour--) {
      points.add(
          new KeptPoint(
              new RestorePointId("h-" + hour),
              HOURLY,
              RestorePointState.COMPLETE,
              NOW.minus(Duration.ofHours(hour)),
              false));
    }
    return points;
  }

  private static KeptPoint good(String id, String at) {
    return point(id, HOURLY, RestorePointState.COMPLETE, at);
  }

  private static KeptPoint point(
      String id, @Nullable PolicyName policy, RestorePointState state, String at) {
    return new KeptPoint(new RestorePointId(id), policy, state, Instant.parse(at), false);
  }

  private static List<RestorePointId> ids(List<KeptPoint> points) {
    return points.stream().map(KeptPoint::id).toList();
  }

  private static List<RestorePointId> named(String... ids) {
    return java.util.Arrays.stream(ids).map(RestorePointId::new).toList();
  }
}
