// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.TaskId;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The attempts that this instance is working on. Thread-safe. */
@Singleton
final class WorkingAttempts {

  private final Map<TaskId, Attempt> attempts = new HashMap<>();

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
    return Optional.ofNullable(older);
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
