// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.event.Event;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.RestorePointRecorded;
import java.util.ArrayList;
import java.util.List;

/**
 * A run as it is now, and what must be said because of it.
 *
 * @param events in the order in which they became true
 * @param begun other runs that begin because of it
 */
public record Change(Run run, List<Event> events, List<Change> begun) {
  /** Copies the lists. */
  public Change {
    events = List.copyOf(events);
    begun = List.copyOf(begun);
  }

  /** No other run is begun. */
  public Change(Run run, List<Event> events) {
    this(run, events, List.of());
  }

  /** Nothing is to be said. */
  public static Change silent(Run run) {
    return new Change(run, List.of());
  }

  /** A run was planned here. */
  public static Change planned(Run run) {
    return of(run, run.requirePlan());
  }

  /** A retirement was planned here: from now on nothing can be restored from its point. */
  public static Change retiring(Run run) {
    RestorePoint point = run.point();
    return point == null
        ? planned(run)
        : of(run, run.requirePlan(), new RestorePointRecorded(point));
  }

  static Change of(Run run, Event... events) {
    return new Change(run, List.of(events));
  }

  /** This, then what came of it. */
  public Change then(Change next) {
    List<Event> all = new ArrayList<>(events);
    all.addAll(next.events);
    List<Change> others = new ArrayList<>(begun);
    others.addAll(next.begun);
    return new Change(next.run, all, others);
  }

  /** This, and the beginning of another run. */
  Change beginning(Change other) {
    List<Change> others = new ArrayList<>(begun);
    others.add(other);
    return new Change(run, events, others);
  }
}
