// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The last changes, for watches. A reader that falls behind the oldest one kept is told so, and is
 * never served with a gap. Thread-safe.
 */
public final class History {
  private final int capacity;
  private final List<Change> changes = new ArrayList<>();
  private long forgotten;
  private long latest;

  /**
   * @param capacity how many changes are kept at least
   * @param startRevision the revision before the first change
   */
  History(int capacity, long startRevision) {
    this.capacity = capacity;
    this.forgotten = startRevision;
    this.latest = startRevision;
  }

  synchronized void add(Change change) {
    changes.add(change);
    latest = change.revision();
    if (changes.size() >= 2 * capacity) {
      int dropped = changes.size() - capacity;
      forgotten = changes.get(dropped - 1).revision();
      changes.subList(0, dropped).clear();
    }
    notifyAll();
  }

  /** The newest revision. */
  public synchronized long latest() {
    return latest;
  }

  /**
   * Checks that changes after a revision are all still there.
   *
   * @throws ApiException 410 when some are not
   */
  public synchronized void requireSince(long revision) {
    if (revision < forgotten) {
      throw ApiException.gone(revision, forgotten);
    }
  }

  /**
   * Changes after a revision, waiting for the first one if there is none.
   *
   * @param patience how long to wait; afterwards the answer is empty
   * @throws ApiException 410 when some changes after the revision are forgotten
   */
  public synchronized List<Change> after(long revision, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (latest <= revision) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return List.of();
      }
      wait(left);
    }
    requireSince(revision);
    return List.copyOf(changes.subList(firstAfter(revision), changes.size()));
  }

  /**
   * Waits for a change after a revision, or until something else is so.
   *
   * @param sooner ends the wait too; asked again after {@link #lookAgain}
   */
  synchronized void await(long revision, Duration patience, BooleanSupplier sooner)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (latest <= revision && !sooner.getAsBoolean()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }

  /** Has those who wait for something else than a change look again. */
  synchronized void lookAgain() {
    notifyAll();
  }

  private int firstAfter(long revision) {
    int low = 0;
    int high = changes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (changes.get(middle).revision() <= revision) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
