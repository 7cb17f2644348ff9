// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.id.PolicyName;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.restorepoint.RestorePointState;
import io.slackwater.contracts.run.KeepRules;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which restore points of an application its policies keep no longer. A rule of n days keeps the
 * newest point of each of the n newest days that have one (UTC; weeks are those of ISO 8601), and
 * so for hours, weeks, months and years: what begins as the point of an hour is kept on as that of
 * its day, then of its week. Where a period has a good point, a partial one does not stand for it.
 *
 * <p>Kept whatever the rules say: the newest good point of the application, of whichever policy;
 * points that no policy made, or whose policy says nothing; points from after the clock's time,
 * which fill no place either; pinned points, and points that are not settled.
 */
public final class Retention {
  private static final Comparator<KeptPoint> NEWEST_FIRST =
      Comparator.comparing(KeptPoint::createdAt).thenComparing(p -> p.id().value()).reversed();

  private Retention() {}

  /**
   * The points to retire, oldest first.
   *
   * @param points those of one application, in any order
   * @param rules of its policies, as each was when it last planned a run
   */
  public static List<RestorePointId> retirable(
      List<KeptPoint> points, Map<PolicyName, KeepRules> rules, Instant now) {
    List<KeptPoint> past =
        points.stream().filter(p -> !p.createdAt().isAfter(now)).sorted(NEWEST_FIRST).toList();
    Optional<KeptPoint> lastGood = past.stream().filter(KeptPoint::good).findFirst();
    Set<RestorePointId> retirable = new HashSet<>();
    rules.forEach(
        (policy, keep) -> {
          List<KeptPoint> own = past.stream().filter(p -> policy.equals(p.policy())).toList();
          if (!keep.keepsEverything()) {
            retirable.addAll(outdated(own, keep));
          }
        });
    return past.reversed().stream()
        .filter(p -> retirable.contains(p.id()))
        .filter(p -> !p.pinned() && !lastGood.filter(p::equals).isPresent())
        .map(KeptPoint::id)
        .toList();
  }

  private static List<RestorePointId> outdated(List<KeptPoint> own, KeepRules keep) {
    List<KeptPoint> counting = own.stream().filter(KeptPoint::counts).toList();
    Set<KeptPoint> kept =
        new HashSet<>(counting.subList(0, Math.min(keep.last(), counting.size())));
    kept.addAll(newestOfEach(counting, keep.hourly(), at -> at.truncatedTo(ChronoUnit.HOURS)));
    kept.addAll(newestOfEach(counting, keep.daily(), ZonedDateTime::toLocalDate));
    kept.addAll(newestOfEach(counting, keep.weekly(), Retention::week));
    kept.addAll(
        newestOfEach(counting, keep.monthly(), at -> at.getYear() * 12 + at.getMonthValue()));
    kept.addAll(newestOfEach(counting, keep.yearly(), ZonedDateTime::getYear));
    List<RestorePointId> outdated = new ArrayList<>();
    boolean newerCounts = false;
    for (KeptPoint point : own) {
      boolean useless = point.state() == RestorePointState.FAILED && newerCounts;
      if (useless || (point.counts() && !kept.contains(point))) {
        outdated.add(point.id());
      }
      newerCounts |= point.counts();
    }
    return outdated;
  }

  private static List<KeptPoint> newestOfEach(
      List<KeptPoint> newestFirst, int count, Function<ZonedDateTime, Object> period) {
    Map<Object, KeptPoint> newest = new LinkedHashMap<>();
    for (KeptPoint point : newestFirst) {
      newest.merge(
          period.apply(point.createdAt().atZone(ZoneOffset.UTC)),
          point,
          (newer, older) -> newer.good() || !older.good() ? newer : older);
    }
    return newest.values().stream().limit(count).toList();
  }

  private static int week(ZonedDateTime at) {
    return at.get(IsoFields.WEEK_BASED_YEAR) * 100 + at.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
  }
}
