// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.lock;

import io.slackwater.repository.error.LockLostException;
import io.slackwater.repository.error.RepositoryException;
import io.slackwater.repository.id.RepositoryFile;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A lock held. A thread of its own refreshes it every five minutes: writes a new lock file, then
 * deletes the old one. If that fails for 22.5 minutes, measured without the wall clock, the lock
 * counts as lost and {@link #ensureHeld} throws. Thread-safe; close it to release it.
 */
public final class RepositoryLock implements AutoCloseable {

  private static final Logger LOGGER = System.getLogger(RepositoryLock.class.getName());

  private static final Duration REFRESH = Duration.ofMinutes(5);
  private static final Duration LOST_AFTER =
      Duration.ofMinutes(30).minus(REFRESH.multipliedBy(3).dividedBy(2));

  private final OwnLocks own;
  private final String location;
  private final boolean exclusive;
  private final ScheduledExecutorService refresher =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("repository-lock").daemon().factory());
  private volatile RepositoryFile file;
  private boolean closed;
  private volatile long refreshedNanos = System.nanoTime();

  RepositoryLock(OwnLocks own, String location, boolean exclusive, RepositoryFile file) {
    this.own = own;
    this.location = location;
    this.exclusive = exclusive;
    this.file = file;
    refresher.scheduleWithFixedDelay(
        this::refreshOrWarn, REFRESH.toMillis(), REFRESH.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Makes sure that others still respect this lock.
   *
   * @throws LockLostException if it was not refreshed for too long, or others may have taken this
   *     client for dead
   */
  public void ensureHeld() {
    Duration age = Duration.ofNanos(System.nanoTime() - refreshedNanos);
    if (age.compareTo(LOST_AFTER) > 0) {
      throw new LockLostException(
          location, "it could not be refreshed for %d minutes".formatted(age.toMinutes()));
    }
    if (!own.holds(file)) {
      throw new LockLostException(
          location, "its owner was silent for so long that others may have removed it");
    }
  }

  /** Writes the lock anew with the present time. */
  synchronized void refresh() {
    if (closed) {
      return;
    }
    long now = System.nanoTime();
    ensureHeld();
    RepositoryFile renewed = own.write(exclusive);
    RepositoryFile old = file;
    file = renewed;
    refreshedNanos = now;
    own.remove(old);
  }

  private void refreshOrWarn() {
    try {
      refresh();
    } catch (RepositoryException e) {
      // Not fatal yet: the next try follows, and ensureHeld stops the operation before others may
      // take over.
      LOGGER.log(Level.WARNING, "repository lock not refreshed location=" + location, e);
    }
  }

  /** Releases the lock. */
  @Override
  public void close() {
    refresher.shutdown();
    synchronized (this) {
      if (!closed) {
        closed = true;
        own.remove(file);
      }
    }
  }
}
