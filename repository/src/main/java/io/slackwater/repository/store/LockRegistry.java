// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.store;

import io.slackwater.repository.id.RepositoryFile;

/**
 * Where a client names the locks it holds, so that others can tell a dead owner's locks from a
 * living one's without waiting for them to grow old. Thread-safe.
 */
public interface LockRegistry {

  /** Names no lock: only their age tells whose owner is dead. */
  LockRegistry NONE =
      new LockRegistry() {
        @Override
        public void taking(RepositoryFile lock) {}

        @Override
        public boolean holds(RepositoryFile lock) {
          return true;
        }

        @Override
        public void released(RepositoryFile lock) {}

        @Override
        public void abandoned(RepositoryFile lock) {}
      };

  /** Names a lock before it is written; when this throws, it is not written. */
  void taking(RepositoryFile lock);

  /** Whether others still respect a lock; false once they may have taken its owner for dead. */
  boolean holds(RepositoryFile lock);

  /** Forgets a lock whose file was removed. */
  void released(RepositoryFile lock);

  /** Notes a lock that its operation needs no longer and could not remove. */
  void abandoned(RepositoryFile lock);
}
