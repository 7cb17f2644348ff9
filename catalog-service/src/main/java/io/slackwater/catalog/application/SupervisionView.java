// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.application;

import io.slackwater.catalog.domain.Beat;
import io.slackwater.catalog.domain.WatchedAttempt;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.task.ExecutorHeartbeat;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What the supervisor looks at. */
public interface SupervisionView {
  /** Keeps the heartbeat as the executor's last; an older one changes nothing. */
  Uni<Void> heard(ExecutorHeartbeat heartbeat);

  /** The last heartbeats, and the attempts that executors have. */
  Uni<Observation> observe();

  /**
   * Runs with an attempt to be dispatched now, with a task past its time, or whose cancellation is
   * past its deadline.
   *
   * @param overdue tasks that were to end before this are past their time
   */
  Uni<List<RunId>> due(Instant now, Instant overdue);

  /**
   * Runs without a plan that were first heard of before {@code unheard}, and of which no task has
   * time after {@code overdue}.
   */
  Uni<List<RunId>> unplanned(Instant unheard, Instant overdue);

  /** Forgets executors that were silent for a day: no instance comes back. */
  Uni<Void> forgetGone();

  /** What was read in one go. */
  record Observation(List<Beat> beats, List<WatchedAttempt> attempts) {
    /** Copies the lists. */
    public Observation {
      beats = List.copyOf(beats);
      attempts = List.copyOf(attempts);
    }

    /** The clusters that matter to what is in work. */
    public Set<ClusterId> clusters() {
      return attempts.stream()
          .map(WatchedAttempt::cluster)
          .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }
  }
}
