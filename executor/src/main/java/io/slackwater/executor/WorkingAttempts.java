// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.signal.CancelOrdered;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The attempts that this instance is working on. Thread-safe. */
@Singleton
final class WorkingAttempts {

  private static final int CANCELLED_RUNS = 4096;

  private final Map<TaskId, Attempt> attempts = new HashMap<>();
  private final Map<RunId, CancelOrdered> cancelled =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RunId, CancelOrdered> eldest) {
          return size() > CANCELLED_RUNS;
        }
      };

  /**
   * Adds an attempt.
   *
   * @return an older attempt of the same task that is still in work, already aborted
   */
  synchronized Optional<Attempt> add(Attempt attempt) {
    Attempt older = attempts.put(attempt.task().task(), attempt);
    if (older != null) {
      older.abort("attempt %d began".formatted(attempt.task().attempt()));
    }
    CancelOrdered order = cancelled.get(attempt.task().run());
    if (order != null) {
      attempt.abortCancelled(order.reason());
    }
    return Optional.ofNullable(older);
  }

  /** Cancels the attempts of a run, those in work and those to come. */
  synchronized void cancel(CancelOrdered order, Instant now) {
    cancelled.put(order.run(), order);
    attempts.values().stream()
        .filter(attempt -> attempt.task().run().equals(order.run()))
        .forEach(
            attempt -> attempt.cancel(order.reason(), Duration.between(now, order.deadline())));
  }

  synchronized void remove(Attempt attempt) {
    attempts.remove(attempt.task().task(), attempt);
  }

  /** Whether this instance is already working on that attempt or a newer one. */
  synchronized boolean covers(TaskId task, int attempt) {
    Attempt working = attempts.get(task);
    return working != null && working.task().attempt() >= attempt;
  }

  synchronized List<Attempt> all() {
    return List.copyOf(attempts.values());
  }

  synchronized List<Attempt> of(ClusterId cluster) {
    return attempts.values().stream()
        .filter(attempt -> attempt.task().application().cluster().equals(cluster))
        .toList();
  }
}
