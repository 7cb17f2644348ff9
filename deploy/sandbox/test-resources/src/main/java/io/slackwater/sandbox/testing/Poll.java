// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for a state of the world, with a deadline. */
public final class Poll {

  private static final Duration INTERVAL = Duration.ofMillis(50);

  private Poll() {}

  /** Asks until the answer is yes or the time is over; the last answer. */
  public static boolean until(Duration atMost, BooleanSupplier question) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!question.getAsBoolean()) {
      if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(INTERVAL.toNanos());
    }
    return true;
  }
}
