// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which namespaces of a cluster changed since they were last looked at. A burst of changes is
 * handed over once, after a quiet time, or after ten times that while it does not end. Thread-safe;
 * one taker.
 */
public final class Changes {

  private static final int LONGEST_BURST = 10;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final long quietNanos;
  private Set<String> namespaces = new HashSet<>();
  private boolean everything;
  private boolean kinds;
  private long first;
  private long last;

  /** No changes yet. */
  public Changes(Duration quietTime) {
    this.quietNanos = quietTime.toNanos();
  }

  /** Something in a namespace changed. */
  public void in(String namespace) {
    mark(() -> namespaces.add(namespace));
  }

  /** Something changed that may concern every application. */
  public void everywhere() {
    mark(() -> everything = true);
  }

  /** The cluster may serve other kinds of objects now. */
  public void ofKinds() {
    mark(() -> kinds = true);
  }

  /** Changes that could not be dealt with. */
  public void again(Batch batch) {
    mark(
        () -> {
          namespaces.addAll(batch.namespaces());
          everything |= batch.everything();
          kinds |= batch.kinds();
        });
  }

  /** Waits for changes and takes them. */
  public Batch take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!pending()) {
        changed.await();
      }
      long now = System.nanoTime();
      while (now - last < quietNanos && now - first < LONGEST_BURST * quietNanos) {
        changed.awaitNanos(quietNanos - (now - last));
        now = System.nanoTime();
      }
      Batch batch = new Batch(namespaces, everything, kinds);
      namespaces = new HashSet<>();
      everything = false;
      kinds = false;
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private boolean pending() {
    return everything || kinds || !namespaces.isEmpty();
  }

  private void mark(Runnable mark) {
    lock.lock();
    try {
      last = System.nanoTime();
      if (!pending()) {
        first = last;
      }
      mark.run();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Changes that are looked at together.
   *
   * @param everything whether every namespace may have changed
   * @param kinds whether the cluster may serve other kinds now
   */
  public record Batch(Set<String> namespaces, boolean everything, boolean kinds) {

    /** Copies the set. */
    public Batch {
      namespaces = Set.copyOf(namespaces);
    }
  }
}
