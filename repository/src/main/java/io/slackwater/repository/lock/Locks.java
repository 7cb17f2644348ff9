// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.lock;

import io.slackwater.repository.backend.Backend.StoredFile;
import io.slackwater.repository.error.DamagedFileException;
import io.slackwater.repository.error.FileMissingException;
import io.slackwater.repository.error.OperationCancelledException;
import io.slackwater.repository.error.RepositoryLockedException;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.id.RepositoryFile;
import io.slackwater.repository.store.ClientContext;
import io.slackwater.repository.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes, lists and removes locks, with restic's protocol: look, write, wait, look again.
 * Thread-safe.
 */
public final class Locks {

  private static final Duration SETTLE = Duration.ofMillis(200);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Store store;
  private final ClientContext client;
  private final OwnLocks own;

  public Locks(Store store, ClientContext client) {
    this.store = store;
    this.client = client;
    this.own = new OwnLocks(store, client);
  }

  /**
   * Takes a lock that other shared locks do not exclude.
   *
   * @throws RepositoryLockedException if an exclusive lock stays for longer than the client waits
   */
  public RepositoryLock shared() {
    return acquire(false);
  }

  /**
   * Takes a lock that excludes all others.
   *
   * @throws RepositoryLockedException if any lock stays for longer than the client waits
   */
  public RepositoryLock exclusive() {
    return acquire(true);
  }

  /** Lists all locks. */
  public Map<RepositoryFile, LockFile> list() {
    Map<RepositoryFile, LockFile> locks = new LinkedHashMap<>();
    for (StoredFile stored : store.backend().list(FileKind.LOCK)) {
      try {
        locks.put(stored.file(), LockFile.decode(store.files().load(stored.file())));
      } catch (FileMissingException e) {
        // Released since it was listed.
        continue;
      } catch (IOException e) {
        throw new DamagedFileException(stored.file(), e.getMessage(), e);
      }
    }
    return locks;
  }

  /**
   * Removes locks.
   *
   * @param which tells for each whether to remove it
   * @return how many were removed
   */
  public int remove(Predicate<LockFile> which) {
    int removed = 0;
    for (Map.Entry<RepositoryFile, LockFile> lock : list().entrySet()) {
      if (which.test(lock.getValue())) {
        store.backend().delete(lock.getKey());
        removed++;
      }
    }
    return removed;
  }

  /** Removes all locks, also those that cannot be read. */
  public int removeAll() {
    int removed = 0;
    for (StoredFile stored : store.backend().list(FileKind.LOCK)) {
      store.backend().delete(stored.file());
      removed++;
    }
    return removed;
  }

  private RepositoryLock acquire(boolean exclusive) {
    Instant giveUp = client.clock().instant().plus(client.lockWait());
    while (true) {
      LockFile conflict = conflict(exclusive, Set.of());
      if (conflict == null) {
        RepositoryFile mine = own.write(exclusive);
        conflict = conflictAfterWriting(exclusive, mine);
        if (conflict == null) {
          return new RepositoryLock(own, store.location(), exclusive, mine);
        }
      }
      if (!client.clock().instant().isBefore(giveUp)) {
        throw new RepositoryLockedException(
            store.location(), exclusive ? "exclusive" : "shared", conflict.describe());
      }
      pause(RETRY.plusMillis(client.random().nextInt(1000)));
    }
  }

  private @Nullable LockFile conflictAfterWriting(boolean exclusive, RepositoryFile mine) {
    boolean keep = false;
    try {
      pause(SETTLE);
      LockFile conflict = conflict(exclusive, Set.of(mine));
      keep = conflict == null;
      return conflict;
    } finally {
      if (!keep) {
        own.remove(mine);
      }
    }
  }

  private @Nullable LockFile conflict(boolean exclusive, Set<RepositoryFile> except) {
    for (Map.Entry<RepositoryFile, LockFile> other : list().entrySet()) {
      boolean excludes = exclusive || other.getValue().exclusive();
      if (excludes && !except.contains(other.getKey())) {
        return other.getValue();
      }
    }
    return null;
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperationCancelledException();
    }
  }
}
