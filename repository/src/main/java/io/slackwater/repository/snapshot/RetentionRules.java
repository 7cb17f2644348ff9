// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.snapshot;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which snapshots of a group are kept, by restic's rules: a snapshot stays if any rule keeps it.
 * Counts of 0 keep nothing.
 *
 * @param last the newest so many
 * @param hourly the newest of each of so many hours that have one
 * @param daily of days
 * @param weekly of ISO weeks
 * @param monthly of months
 * @param yearly of years
 * @param since everything from this time on; null for none
 * @param tags everything that has all of these tags; empty for none
 */
public record RetentionRules(
    int last,
    int hourly,
    int daily,
    int weekly,
    int monthly,
    int yearly,
    @Nullable Instant since,
    List<String> tags) {

  /** Keeps the newest so many. */
  public static RetentionRules keepLast(int count) {
    return new RetentionRules(count, 0, 0, 0, 0, 0, null, List.of());
  }

  /** Tells whether the rules keep nothing at all, which is more likely a mistake than a wish. */
  public boolean keepNothing() {
    return last + hourly + daily + weekly + monthly + yearly == 0
        && since == null
        && tags.isEmpty();
  }

  /**
   * Splits off what is to be forgotten.
   *
   * @param zone in which days begin
   * @return the snapshots that no rule keeps
   */
  public List<Snapshot> forgotten(List<Snapshot> group, ZoneId zone) {
    List<Snapshot> newestFirst = new ArrayList<>(group);
    newestFirst.sort(Comparator.comparing(Snapshot::time).reversed());
    Set<Snapshot> kept = new HashSet<>();
    keepNewest(newestFirst, last, Snapshot::id, kept);
    keepNewest(newestFirst, hourly, at(zone, t -> day(t) + "T" + t.getHour()), kept);
    keepNewest(newestFirst, daily, at(zone, RetentionRules::day), kept);
    keepNewest(newestFirst, weekly, at(zone, RetentionRules::week), kept);
    keepNewest(newestFirst, monthly, at(zone, t -> t.getYear() + "-" + t.getMonthValue()), kept);
    keepNewest(newestFirst, yearly, at(zone, t -> Integer.toString(t.getYear())), kept);
    for (Snapshot snapshot : newestFirst) {
      boolean recent = since != null && !snapshot.time().isBefore(since);
      boolean tagged = !tags.isEmpty() && snapshot.tags().containsAll(tags);
      if (recent || tagged) {
        kept.add(snapshot);
      }
    }
    newestFirst.removeIf(kept::contains);
    return newestFirst;
  }

  private static void keepNewest(
      List<Snapshot> newestFirst,
      int count,
      Function<Snapshot, Object> bucket,
      Set<Snapshot> kept) {
    Set<Object> buckets = new HashSet<>();
    for (Snapshot snapshot : newestFirst) {
      if (buckets.size() >= count) {
        return;
      }
      if (buckets.add(bucket.apply(snapshot))) {
        kept.add(snapshot);
      }
    }
  }

  private static Function<Snapshot, Object> at(ZoneId zone, Function<ZonedDateTime, Object> name) {
    return snapshot -> name.apply(snapshot.time().atZone(zone));
  }

  private static String day(ZonedDateTime time) {
    return time.toLocalDate().toString();
  }

  private static Object week(ZonedDateTime time) {
    return time.get(IsoFields.WEEK_BASED_YEAR) + "-W" + time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
  }
}
