// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Aborts a process when its time is over: closing it makes every blocked read and write return. */
final class Deadline {

  private final Duration length;
  private final CountDownLatch met = new CountDownLatch(1);
  private volatile boolean passed;

  Deadline(Duration length, PodProcess process) {
    this.length = length;
    Thread.ofVirtual().name("exec-deadline").start(() -> watch(process));
  }

  private void watch(PodProcess process) {
    try {
      if (!met.await(length.toMillis(), TimeUnit.MILLISECONDS)) {
        passed = true;
        process.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void met() {
    met.countDown();
  }

  boolean passed() {
    return passed;
  }

  Duration length() {
    return length;
  }
}
