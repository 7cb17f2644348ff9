// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** How a cancelled attempt takes back what it made, and what it could not. Thread-safe. */
final class CancelledWork {

  private static final Logger LOGGER = Logger.getLogger(CancelledWork.class);

  /** Kept of a cancellation's time, at most, for the report to be heard in it. */
  private static final Duration REPORTING = Duration.ofSeconds(2);

  private final List<Tidying> tidyings = new ArrayList<>();
  private final List<String> left = new ArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private @Nullable Instant until;

  synchronized void add(Tidying tidying) {
    tidyings.add(tidying);
  }

  /** Notes that the attempt was cancelled, and until when it is to have ended. */
  synchronized void begin(Instant now, Duration within) {
    Duration kept = within.dividedBy(4);
    until = now.plus(within).minus(kept.compareTo(REPORTING) < 0 ? kept : REPORTING);
  }

  /** Says that what comes first is done, or took too long. */
  void released() {
    released.countDown();
  }

  /** Takes back what the handler made, the last of it first; not before {@link #released}. */
  void takeBack(Runnable owner) {
    awaitReleased();
    Instant end;
    List<Tidying> all;
    synchronized (this) {
      end = until;
      all = List.copyOf(tidyings).reversed();
    }
    if (end == null) {
      return;
    }
    try {
      for (Tidying tidying : all) {
        note(takeBack(tidying, owner, end));
      }
    } catch (InterruptedException | TaskAbortedException e) {
      LOGGER.infof("What is left is not this attempt's any more cause=%s", e.getMessage());
    }
  }

  private static List<String> takeBack(Tidying tidying, Runnable owner, Instant end)
      throws InterruptedException {
    try {
      owner.run();
      return tidying.takeBack(owner, end);
    } catch (TaskAbortedException lost) {
      throw lost;
    } catch (RuntimeException e) {
      LOGGER.warnf(e, "A cancelled attempt could not take back what it made");
      return List.of("what could not be looked for: " + e.getMessage());
    }
  }

  /** What could not be taken back, by name. */
  synchronized List<String> left() {
    return List.copyOf(left);
  }

  private synchronized void note(List<String> more) {
    left.addAll(more);
  }

  /** The interrupt that ended the handler's work is over then. */
  private void awaitReleased() {
    while (true) {
      try {
        released.await();
        break;
      } catch (InterruptedException e) {
        LOGGER.debug("Interrupted by the cancellation itself");
      }
    }
    Thread.interrupted();
  }
}
