// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.signal.CancelOrdered;
import io.slackwater.contracts.signal.HoldSignal;
import io.slackwater.contracts.signal.SignalEvent;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What was signalled of each run that this instance heard of, in order. Thread-safe. */
@Singleton
final class SignalLog {

  /** Far more runs than can be open at once in the clusters of one executor. */
  private static final int RUNS = 4096;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<RunId, List<SignalEvent>> byRun =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RunId, List<SignalEvent>> eldest) {
          return size() > RUNS;
        }
      };
  private boolean complete;

  void add(SignalEvent signal) {
    lock.lock();
    try {
      byRun.computeIfAbsent(run(signal), any -> new ArrayList<>()).add(signal);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Says that all that was signalled before this instance started is here. */
  void complete() {
    lock.lock();
    try {
      complete = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isComplete() {
    lock.lock();
    try {
      return complete;
    } finally {
      lock.unlock();
    }
  }

  List<SignalEvent> of(RunId run) {
    lock.lock();
    try {
      return List.copyOf(byRun.getOrDefault(run, List.of()));
    } finally {
      lock.unlock();
    }
  }

  /** Waits until something is added or said to be complete, or the time is over. */
  void awaitChange(int seen, RunId run, long atMostMillis) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (!complete || byRun.getOrDefault(run, List.of()).size() == seen) {
        boolean inTime = changed.await(atMostMillis, TimeUnit.MILLISECONDS);
        if (!inTime) {
          return;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private static RunId run(SignalEvent signal) {
    return switch (signal) {
      case HoldSignal step -> step.hold().run();
      case CancelOrdered order -> order.run();
    };
  }
}
