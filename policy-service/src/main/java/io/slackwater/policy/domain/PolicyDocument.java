// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A policy in writing, as its owner sends it and as it is stored: nothing is checked yet, anything
 * may be missing. {@link PolicyReader} makes a policy of it.
 *
 * @param name an RFC 1123 label
 * @param selector what it protects; empty parts select everything
 * @param approach {@code storage-snapshot}, {@code snapshot-with-hooks}, {@code data-service} or
 *     {@code application}
 * @param hold bounds of the hold, for the approaches that have one
 * @param schedule either {@code cron} or {@code every}
 * @param retention counts of restore points; absent: everything is kept
 * @param location a location that the hub knows
 * @param export whether snapshots are also copied into the location; false when absent
 * @param objectives what the application's owners expect
 * @param maxDuration ISO 8601, after which a run expires; one hour when absent
 * @param paused whether the schedule rests; false when absent
 */
public record PolicyDocument(
    @Nullable String name,
    @Nullable SelectorDocument selector,
    @Nullable String approach,
    @Nullable HoldDocument hold,
    @Nullable ScheduleDocument schedule,
    @Nullable RetentionDocument retention,
    @Nullable String location,
    @Nullable Boolean export,
    @Nullable ObjectivesDocument objectives,
    @Nullable String maxDuration,
    @Nullable Boolean paused) {

  /** A policy in writing. */
  public static PolicyDocument of(Policy policy) {
    return new PolicyDocument(
        policy.name().value(),
        SelectorDocument.of(policy.selector()),
        ApproachName.of(policy.approach()),
        HoldDocument.of(policy.hold()),
        ScheduleDocument.of(policy.schedule()),
        RetentionDocument.of(policy.retention()),
        policy.location().value(),
        policy.export(),
        ObjectivesDocument.of(policy.objectives()),
        policy.maxDuration().toString(),
        policy.paused());
  }

  /** The same document under a name. */
  public PolicyDocument withName(String newName) {
    return new PolicyDocument(
        newName,
        selector,
        approach,
        hold,
        schedule,
        retention,
        location,
        export,
        objectives,
        maxDuration,
        paused);
  }

  /**
   * A selector in writing.
   *
   * @param clusters names of clusters
   * @param namespaces patterns with {@code *} and {@code ?}
   * @param applications patterns with {@code *} and {@code ?}
   * @param labels labels of the namespace
   */
  public record SelectorDocument(
      @Nullable List<@Nullable String> clusters,
      @Nullable List<@Nullable String> namespaces,
      @Nullable List<@Nullable String> applications,
      @Nullable Map<String, @Nullable String> labels) {

    private static SelectorDocument of(Selector selector) {
      return new SelectorDocument(
          selector.clusters().stream().map(Object::toString).toList(),
          selector.namespaces().stream().map(Object::toString).toList(),
          selector.applications().stream().map(Object::toString).toList(),
          selector.labels());
    }
  }

  /**
   * Bounds of a hold in writing, as ISO 8601 durations; see {@link HoldBounds}.
   *
   * @param max from PT1S to PT60S; PT10S when absent
   * @param prepare from PT10S to PT30M; PT2M when absent
   */
  public record HoldDocument(@Nullable String max, @Nullable String prepare) {

    private static HoldDocument of(HoldBounds hold) {
      return new HoldDocument(hold.max().toString(), hold.prepare().toString());
    }
  }

  /**
   * A schedule in writing.
   *
   * @param cron five fields, as in crontab(5)
   * @param timeZone of the cron expression, as {@code Europe/Berlin}; UTC when absent
   * @param every an ISO 8601 duration, as {@code PT6H}
   * @param spread an ISO 8601 duration over which applications are spread; none when absent
   */
  public record ScheduleDocument(
      @Nullable String cron,
      @Nullable String timeZone,
      @Nullable String every,
      @Nullable String spread) {

    private static ScheduleDocument of(Schedule schedule) {
      String spread = schedule.spread().isZero() ? null : schedule.spread().toString();
      return switch (schedule) {
        case Schedule.Cron cron ->
            new ScheduleDocument(cron.expression(), cron.zone().getId(), null, spread);
        case Schedule.Every every ->
            new ScheduleDocument(null, null, every.interval().toString(), spread);
      };
    }
  }

  /** Counts in writing; see {@link Retention}. */
  public record RetentionDocument(
      @Nullable Integer last,
      @Nullable Integer hourly,
      @Nullable Integer daily,
      @Nullable Integer weekly,
      @Nullable Integer monthly,
      @Nullable Integer yearly) {

    private static RetentionDocument of(Retention retention) {
      return new RetentionDocument(
          retention.last(),
          retention.hourly(),
          retention.daily(),
          retention.weekly(),
          retention.monthly(),
          retention.yearly());
    }
  }

  /** Objectives in writing, as ISO 8601 durations; see {@link Objectives}. */
  public record ObjectivesDocument(@Nullable String rpo, @Nullable String rto) {

    private static ObjectivesDocument of(Objectives objectives) {
      return new ObjectivesDocument(text(objectives.rpo()), text(objectives.rto()));
    }

    private static @Nullable String text(@Nullable Duration duration) {
      return duration == null ? null : duration.toString();
    }
  }
}
