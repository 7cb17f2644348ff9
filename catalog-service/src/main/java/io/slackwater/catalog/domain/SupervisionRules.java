// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * How the supervisor judges.
 *
 * @param silence how long an attempt may go without a sign of life
 * @param alive how old an executor's last heartbeat may be for it to count as alive
 * @param missedBeats heartbeats of its executor that do not list an attempt, after which it is lost
 * @param maxAttempts the most attempts of a task, whatever ended them
 * @param maxFailures the most attempts that may fail retryably
 * @param backoff the wait after the first failure; doubles with each
 * @param maxBackoff the longest wait
 * @param grace how long after its end of time a task may still report its end
 * @param closing how long the tasks that close a run (seal, export) have at least
 * @param planWait how long the plan of a run may come later than what else is said of the run
 */
public record SupervisionRules(
    Duration silence,
    Duration alive,
    int missedBeats,
    int maxAttempts,
    int maxFailures,
    Duration backoff,
    Duration maxBackoff,
    Duration grace,
    Duration closing,
    Duration planWait) {
  /** When to try again after so many failures. */
  Instant retryAt(Instant now, int failures) {
    Duration wait = backoff.multipliedBy(1L << Math.min(failures - 1, 20));
    return now.plus(wait.compareTo(maxBackoff) < 0 ? wait : maxBackoff);
  }

  /** The end of time of a task that closes a run. */
  Instant closingDeadline(Instant now, Instant runDeadline) {
    Instant least = now.plus(closing);
    return least.isAfter(runDeadline) ? least : runDeadline;
  }
}
