// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.lock;

import io.slackwater.repository.error.RepositoryException;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.id.RepositoryFile;
import io.slackwater.repository.store.ClientContext;
import io.slackwater.repository.store.Store;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes and removes the lock files of this client; each is named in its registry before it exists
 * and until it is gone. Thread-safe.
 */
final class OwnLocks {

  private final Store store;
  private final ClientContext client;

  OwnLocks(Store store, ClientContext client) {
    this.store = store;
    this.client = client;
  }

  RepositoryFile write(boolean exclusive) {
    AtomicReference<@Nullable RepositoryFile> named = new AtomicReference<>();
    try {
      return store
          .files()
          .save(
              FileKind.LOCK,
              LockFile.of(client, exclusive).encode(),
              file -> {
                client.registry().taking(file);
                named.set(file);
              });
    } catch (RepositoryException e) {
      // The storage may have written it all the same.
      RepositoryFile maybeWritten = named.get();
      if (maybeWritten != null) {
        removeAfter(e, maybeWritten);
      }
      throw e;
    }
  }

  /** Whether others still respect it. */
  boolean holds(RepositoryFile file) {
    return client.registry().holds(file);
  }

  /**
   * Removes a lock, also on a thread that was interrupted: whoever ends an operation so wants its
   * lock gone.
   */
  void remove(RepositoryFile file) {
    boolean interrupted = Thread.interrupted();
    try {
      store.backend().delete(file);
      client.registry().released(file);
    } catch (RepositoryException e) {
      client.registry().abandoned(file);
      throw e;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void removeAfter(RepositoryException failure, RepositoryFile file) {
    try {
      remove(file);
    } catch (RepositoryException e) {
      failure.addSuppressed(e);
    }
  }
}
