// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.repository.backend.Backend;
import io.slackwater.repository.backend.local.LocalBackend;
import io.slackwater.repository.crypto.MasterKey;
import io.slackwater.repository.error.LockLostException;
import io.slackwater.repository.error.RepositoryException;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.id.RepositoryFile;
import io.slackwater.repository.store.ClientContext;
import io.slackwater.repository.store.LockRegistry;
import io.slackwater.repository.store.RepositoryConfig;
import io.slackwater.repository.store.Store;
import io.slackwater.repository.testing.Clients;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client names its locks before they exist and until they are gone. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields.
final class LockRegistryIT {

  private final Names names = new Names();
  private Backend backend;
  private Locks locks;

  @BeforeEach
  void open(@TempDir Path directory) {
    SecureRandom random = new SecureRandom();
    backend = new LocalBackend(directory);
    Store store = new Store(backend, MasterKey.generate(random), RepositoryConfig.generate(random));
    ClientContext client = Clients.impatient("here").withRegistry(names);
    locks = new Locks(store, client);
  }

  @Test
  void namesALockBeforeItExistsAndUntilItIsGone() {
    RepositoryLock lock = locks.shared();

    assertThat(names.existedWhenNamed).containsExactly(false);
    assertThat(names.held).containsExactlyElementsOf(locks.list().keySet());
    lock.refresh();
    assertThat(names.held).containsExactlyElementsOf(locks.list().keySet());
    lock.close();
    assertThat(names.held).isEmpty();
  }

  @Test
  void writesNoLockThatCannotBeNamed() {
    names.refuse = true;

    assertThatThrownBy(locks::shared).hasMessage("the registry cannot be reached");

    assertThat(backend.list(FileKind.LOCK)).isEmpty();
  }

  @Test
  void endsAnOperationWhoseOwnerMayHaveBeenTakenForDead() {
    try (RepositoryLock lock = locks.shared()) {
      lock.ensureHeld();
      names.lost = true;

      assertThatThrownBy(lock::ensureHeld)
          .isInstanceOf(LockLostException.class)
          .hasMessageContaining("silent");
    }
  }

  @Test
  void releasesALockOnAnInterruptedThreadAndLeavesItInterrupted() {
    RepositoryLock lock = locks.shared();
    Thread.currentThread().interrupt();

    lock.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(backend.list(FileKind.LOCK)).isEmpty();
    assertThat(names.held).isEmpty();
  }

  @Test
  void removesALockWhoseTakingWasInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(locks::exclusive).isInstanceOf(RepositoryException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(backend.list(FileKind.LOCK)).isEmpty();
    assertThat(names.held).isEmpty();
  }

  private final class Names implements LockRegistry {

    private final List<RepositoryFile> held = new ArrayList<>();
    private final List<Boolean> existedWhenNamed = new ArrayList<>();
    private boolean refuse;
    private boolean lost;

    @Override
    public void taking(RepositoryFile lock) {
      if (refuse) {
        throw new IllegalStateException("the registry cannot be reached");
      }
      existedWhenNamed.add(backend.exists(lock));
      held.add(lock);
    }

    @Override
    public boolean holds(RepositoryFile lock) {
      return !lost;
    }

    @Override
    public void released(RepositoryFile lock) {
      held.remove(lock);
    }

    @Override
    public void abandoned(RepositoryFile lock) {
      throw new AssertionError("the storage works: " + lock);
    }
  }
}
