// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.repository.backend.Backend;
import io.slackwater.repository.backend.local.LocalBackend;
import io.slackwater.repository.crypto.MasterKey;
import io.slackwater.repository.error.RepositoryLockedException;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.store.ClientContext;
import io.slackwater.repository.store.RepositoryConfig;
import io.slackwater.repository.store.Store;
import io.slackwater.repository.testing.Clients;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields.
final class LocksIT {

  private Backend backend;
  private Store store;
  private Locks here;
  private Locks there;

  @BeforeEach
  void open(@TempDir Path directory) {
    SecureRandom random = new SecureRandom();
    backend = new LocalBackend(directory);
    store = new Store(backend, MasterKey.generate(random), RepositoryConfig.generate(random));
    here = new Locks(store, Clients.impatient("here"));
    there = new Locks(store, Clients.impatient("there"));
  }

  @Test
  void letsManyShareAndCleansUp() {
    try (RepositoryLock first = here.shared();
        RepositoryLock second = there.shared()) {
      first.ensureHeld();
      second.ensureHeld();
      assertThat(here.list().values())
          .extracting(LockFile::hostname)
          .containsExactlyInAnyOrder("here", "there");
    }
    assertThat(backend.list(FileKind.LOCK)).isEmpty();
  }

  @Test
  void exclusiveExcludesSharedAndNamesItsHolder() {
    try (RepositoryLock lock = here.exclusive()) {
      lock.ensureHeld();
      assertThatThrownBy(there::shared)
          .isInstanceOf(RepositoryLockedException.class)
          .hasMessageContaining("host here")
          .hasMessageContaining("unlock");
      assertThat(backend.list(FileKind.LOCK)).hasSize(1);
    }
  }

  @Test
  void sharedExcludesExclusive() {
    try (RepositoryLock lock = here.shared()) {
      lock.ensureHeld();
      assertThatThrownBy(there::exclusive).isInstanceOf(RepositoryLockedException.class);
      assertThatThrownBy(here::exclusive).isInstanceOf(RepositoryLockedException.class);
    }
  }

  @Test
  void waitsForTheHolderToEnd() throws Exception {
    Locks patient = new Locks(store, Clients.impatient("p").withLockWait(Duration.ofSeconds(60)));
    RepositoryLock held = here.exclusive();

    CompletableFuture<RepositoryLock> waiting = CompletableFuture.supplyAsync(patient::shared);
    held.close();

    try (RepositoryLock lock = waiting.get(60, TimeUnit.SECONDS)) {
      lock.ensureHeld();
      assertThat(here.list()).hasSize(1);
    }
  }

  @Test
  void refreshReplacesTheFile() {
    try (RepositoryLock lock = here.exclusive()) {
      Set<?> before = here.list().keySet();

      lock.refresh();

      assertThat(here.list().keySet()).hasSize(1).isNotEqualTo(before);
    }
    assertThat(backend.list(FileKind.LOCK)).isEmpty();
  }

  @Test
  void knowsDeadOwners() {
    ClientContext client = Clients.impatient("here");
    Clock now = Clock.fixed(client.clock().instant(), ZoneOffset.UTC);
    ClientContext observer =
        new ClientContext("here", "u", client.pid(), Duration.ZERO, now, client.random());
    LockFile mine = new LockFile(now.instant(), false, "here", "u", client.pid());
    LockFile deadPid = new LockFile(now.instant(), false, "here", "u", Integer.MAX_VALUE);
    LockFile elsewhere = new LockFile(now.instant(), false, "there", "u", Integer.MAX_VALUE);
    LockFile old =
        new LockFile(now.instant().minus(Duration.ofMinutes(31)), false, "there", "u", 1);

    assertThat(mine.isStale(observer)).isFalse();
    assertThat(deadPid.isStale(observer)).isTrue();
    assertThat(elsewhere.isStale(observer)).isFalse();
    assertThat(old.isStale(observer)).isTrue();
  }

  @Test
  void removesTheLocksOfADeadOwner() {
    RepositoryLock orphan = there.shared();
    try (RepositoryLock mine = here.shared()) {
      mine.ensureHeld();

      int removed = here.remove(lock -> lock.hostname().equals("there"));

      assertThat(removed).isOne();
      assertThat(here.list().values()).extracting(LockFile::hostname).containsExactly("here");
    } finally {
      orphan.close();
    }
  }
}
