// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.signal.HoldSignal;
import io.slackwater.snapshot.application.hold.HoldSignals;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Participants that are prepared at once, but for those that are missing; without brokers. */
final class TestSignals implements HoldSignals {

  final List<HoldSignal> given = new CopyOnWriteArrayList<>();
  Set<TaskId> missing = Set.of();

  /** What happens when a signal is given. */
  Consumer<HoldSignal> onSignal = signal -> {};

  @Override
  public void give(HoldSignal signal) {
    onSignal.accept(signal);
    given.add(signal);
  }

  @Override
  public Set<TaskId> awaitPrepared(HoldId hold, Set<TaskId> participants, Duration atMost) {
    return missing;
  }

  @Override
  public void awaitImported(HoldId hold, Set<TaskId> participants, Duration atMost) {}

  /** The kinds of signals given, in order. */
  List<String> kinds() {
    return given.stream().map(signal -> signal.getClass().getSimpleName()).toList();
  }
}
