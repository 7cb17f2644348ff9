// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.signal.HoldImported;
import io.slackwater.contracts.signal.HoldSignal;
import io.slackwater.executor.Signals;
import io.slackwater.executor.TaskContext;
import io.slackwater.snapshot.application.hold.HoldSignals;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The signals of an attempt, through the brokers. */
record ExecutorSignals(Signals signals, TaskContext attempt) implements HoldSignals {

  @Override
  public void give(HoldSignal signal) {
    signals.publish(attempt, signal);
  }

  @Override
  public Set<TaskId> awaitPrepared(HoldId hold, Set<TaskId> participants, Duration atMost)
      throws InterruptedException {
    return participants.isEmpty()
        ? Set.of()
        : signals.awaitPrepared(attempt, hold, participants, atMost);
  }

  @Override
  public void awaitImported(HoldId hold, Set<TaskId> participants, Duration atMost)
      throws InterruptedException {
    signals.await(
        attempt,
        atMost,
        said -> {
          Set<TaskId> imported =
              said.stream()
                  .filter(HoldImported.class::isInstance)
                  .map(HoldImported.class::cast)
                  .filter(one -> one.hold().id().equals(hold))
                  .map(HoldImported::participant)
                  .collect(Collectors.toSet());
          return imported.containsAll(participants) ? Optional.of(hold) : Optional.empty();
        });
  }
}
