// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.application;

import io.slackwater.catalog.domain.Admission;
import io.slackwater.catalog.domain.Change;
import io.slackwater.catalog.domain.ImportOrder;
import io.slackwater.catalog.domain.Run;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.request.ImportRequested;
import io.slackwater.contracts.task.ExecutorKind;
import io.slackwater.contracts.task.RestorePointsFound;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Imports, and the restore points that come of them. */
public interface ImportStore {
  /**
   * Judges, and when admitted stores. An order that was admitted before gives the same run again.
   *
   * @param judgement given the kinds of executors that live in the order's cluster
   * @param begin what follows from the admitted run
   */
  Uni<Admission> admit(
      ImportOrder order,
      Function<Set<ExecutorKind>, Admission> judgement,
      Function<Run, Change> begin);

  /** As {@link #admit}, for a request event, which is answered exactly once. */
  Uni<Void> answer(
      Envelope<ImportRequested> request,
      ImportOrder order,
      Function<Set<ExecutorKind>, Admission> judgement,
      Function<Run, Change> begin);

  /**
   * Takes in what an import found. A restore point that the catalog has stays as it is; the same
   * again changes nothing.
   *
   * @return false, and nothing is taken in, when its run is no import that this catalog planned
   */
  Uni<Boolean> take(RestorePointsFound found);

  /** What came of an import so far. */
  Uni<Findings> findings(RunId run);

  /** How many restore points arrived of those that an attempt of an import found. */
  Uni<Integer> arrived(RunId run, int attempt);

  /**
   * What came of an import.
   *
   * @param imported restore points that the catalog has because of it
   * @param known restore points that the catalog had already
   * @param unreadable what could not be taken in
   */
  record Findings(int imported, int known, List<Unreadable> unreadable) {
    /** Copies the list. */
    public Findings {
      unreadable = List.copyOf(unreadable);
    }
  }

  /**
   * What could not be taken in.
   *
   * @param manifest the snapshot with the description; absent when it is the whole repository
   */
  record Unreadable(String repository, @Nullable String manifest, String reason) {}
}
