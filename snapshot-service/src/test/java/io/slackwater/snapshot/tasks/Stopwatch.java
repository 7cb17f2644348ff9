// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import java.util.concurrent.atomic.AtomicLong;

/** Measures the time in which anybody is barred: from the first raise to the last thaw. */
final class Stopwatch {

  private final AtomicLong begun = new AtomicLong();
  private final AtomicLong ended = new AtomicLong();

  /** To be called before each raise. */
  void raising() {
    begun.compareAndSet(0, System.nanoTime());
  }

  /** To be called after each thaw. */
  void thawed() {
    ended.set(System.nanoTime());
  }

  double millis() {
    return (ended.get() - begun.get()) / 1e6;
  }
}
