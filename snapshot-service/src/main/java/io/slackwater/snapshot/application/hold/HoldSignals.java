// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application.hold;

import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.signal.HoldSignal;
import java.time.Duration;
import java.util.Set;

/** What the coordinator of a hold says to its participants, and hears of them. */
public interface HoldSignals {

  /** Says it; returns when it cannot get lost. */
  void give(HoldSignal signal);

  /** Waits until all are prepared; returns those that were not in time. */
  Set<TaskId> awaitPrepared(HoldId hold, Set<TaskId> participants, Duration atMost)
      throws InterruptedException;

  /** Waits until all read from the snapshots of the hold, or the time is over. */
  void awaitImported(HoldId hold, Set<TaskId> participants, Duration atMost)
      throws InterruptedException;
}
