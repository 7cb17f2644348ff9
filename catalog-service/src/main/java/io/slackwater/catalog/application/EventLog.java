// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.application;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was seen and said, in the order in which it was committed; bounded in time and rows. */
public interface EventLog {
  /** The place after everything that can be read now. */
  Uni<Position> end();

  /** What follows a place, oldest first. */
  Uni<List<Entry>> after(Position position, Filter filter, int limit);

  /** Forgets what is beyond the bounds; gives how many were forgotten. */
  Uni<Integer> trim(Bounds bounds);

  /** How long events are kept, and how many at most. */
  record Bounds(Duration keep, long rows) {}

  /** A place in the log. */
  record Position(long transaction, long id) {}

  /** Which entries; what is absent does not matter. */
  record Filter(@Nullable String application, @Nullable String run) {}

  /**
   * One event.
   *
   * @param data the event's JSON
   */
  record Entry(
      Position position,
      String id,
      String source,
      String type,
      @Nullable String application,
      @Nullable String run,
      @Nullable String cluster,
      @Nullable String correlationId,
      Instant time,
      String data) {}
}
