// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.EventMetadata;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.signal.HoldPrepared;
import io.slackwater.contracts.signal.SignalEvent;
import io.slackwater.messaging.EventPublisher;
import io.smallrye.mutiny.TimeoutException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * What attempts of one run tell each other across executors. Every replica hears each signal, also
 * one that was given before it started. Blocking; thread-safe.
 */
@Singleton
public final class Signals {

  private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(10);
  private static final Duration CHECK = Duration.ofMillis(500);

  private final EventPublisher publisher;
  private final SignalLog log;
  private final ExecutorIdentity identity;
  private final Clock clock;

  Signals(EventPublisher publisher, SignalLog log, ExecutorIdentity identity, Clock clock) {
    this.publisher = publisher;
    this.log = log;
    this.identity = identity;
    this.clock = clock;
  }

  /**
   * Gives a signal; when this returns, the brokers have it.
   *
   * @throws TaskFailedException when they did not acknowledge it within 10 s; whether others hear
   *     it is then unknown
   */
  public void publish(TaskContext attempt, SignalEvent signal) {
    attempt.checkActive();
    EventMetadata metadata =
        new EventMetadata(
            UUID.randomUUID().toString(),
            identity.service(),
            clock.instant(),
            attempt.task().application().cluster(),
            attempt.task().run(),
            attempt.task().attempt(),
            null);
    try {
      publisher.publish(new Envelope<>(metadata, signal)).await().atMost(ACKNOWLEDGED_WITHIN);
    } catch (TimeoutException e) {
      throw new TaskFailedException(
          "the brokers did not acknowledge the signal %s within %d s"
              .formatted(signal.getClass().getSimpleName(), ACKNOWLEDGED_WITHIN.toSeconds()),
          true,
          e);
    }
  }

  /** What was signalled of a run, in order, as far as this instance heard it. */
  public List<SignalEvent> of(RunId run) {
    return log.of(run);
  }

  /**
   * Waits until the signals of the attempt's run, all so far and in order, say what is looked for.
   *
   * @param found what they say; empty to wait on
   * @return empty when the time is over
   * @throws TaskAbortedException when the attempt loses its standing
   */
  public <T> Optional<T> await(
      TaskContext attempt, Duration atMost, Function<List<SignalEvent>, Optional<T>> found)
      throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    RunId run = attempt.task().run();
    while (true) {
      attempt.checkActive();
      List<SignalEvent> signals = log.of(run);
      // What came before this instance decides nothing until all of it is here.
      Optional<T> answer = log.isComplete() ? found.apply(signals) : Optional.empty();
      long left = deadline - System.nanoTime();
      if (answer.isPresent() || left <= 0) {
        return answer;
      }
      log.awaitChange(signals.size(), run, Math.min(CHECK.toMillis(), 1 + left / 1_000_000));
    }
  }

  /**
   * Waits until every participant of a hold is prepared.
   *
   * @return those that were not in time; empty when all were
   * @throws TaskAbortedException when the attempt loses its standing
   */
  public Set<TaskId> awaitPrepared(
      TaskContext attempt, HoldId hold, Set<TaskId> participants, Duration atMost)
      throws InterruptedException {
    Optional<Boolean> all =
        await(
            attempt,
            atMost,
            signals ->
                missing(signals, hold, participants).isEmpty()
                    ? Optional.of(true)
                    : Optional.empty());
    return all.isPresent() ? Set.of() : missing(log.of(attempt.task().run()), hold, participants);
  }

  private static Set<TaskId> missing(
      List<SignalEvent> signals, HoldId hold, Set<TaskId> participants) {
    Set<TaskId> missing = new HashSet<>(participants);
    for (SignalEvent signal : signals) {
      if (signal instanceof HoldPrepared prepared && prepared.hold().id().equals(hold)) {
        missing.remove(prepared.participant());
      }
    }
    return missing;
  }
}
