// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository;

import static io.slackwater.repository.testing.Clients.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.repository.backend.Backend.StoredFile;
import io.slackwater.repository.backend.local.LocalBackend;
import io.slackwater.repository.crypto.MasterKey;
import io.slackwater.repository.crypto.Password;
import io.slackwater.repository.error.BackendException;
import io.slackwater.repository.error.DamagedFileException;
import io.slackwater.repository.error.RepositoryExistsException;
import io.slackwater.repository.error.RepositoryNotFoundException;
import io.slackwater.repository.error.WrongPasswordException;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.id.KeyId;
import io.slackwater.repository.id.RepositoryFile;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.snapshot.SnapshotFilter;
import io.slackwater.repository.snapshot.SnapshotLabels;
import io.slackwater.repository.store.ClientContext;
import io.slackwater.repository.store.KeyRing;
import io.slackwater.repository.testing.Clients;
import io.slackwater.repository.testing.FailingBackend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields.
final class RepositoryOpenIT {

  private static final ClientContext CLIENT = Clients.impatient("test");
  private static final Password RECOVERY = Password.of("kept in a safe");

  private FailingBackend backend;

  @BeforeEach
  void setUp(@TempDir Path directory) {
    backend = new FailingBackend(new LocalBackend(directory.resolve("repository")));
  }

  @Test
  void opensWithBothPasswordsWhatItCreated() {
    String id = Repository.init(backend, CLIENT, PASSWORD, RECOVERY).id();

    assertThat(Repository.open(backend, CLIENT, PASSWORD).id()).isEqualTo(id);
    assertThat(Repository.open(backend, CLIENT, RECOVERY).id()).isEqualTo(id);
    assertThat(Repository.openOrInit(backend, CLIENT, PASSWORD, null).id()).isEqualTo(id);
    assertThat(backend.list(FileKind.KEY)).hasSize(2);
  }

  @Test
  void refusesToCreateTwice() {
    Repository.init(backend, CLIENT, PASSWORD, null);

    assertThatThrownBy(() -> Repository.init(backend, CLIENT, PASSWORD, null))
        .isInstanceOf(RepositoryExistsException.class);
    assertThat(backend.list(FileKind.KEY)).hasSize(1);
  }

  @Test
  void saysWhereARepositoryIsMissing() {
    assertThatThrownBy(() -> Repository.open(backend, CLIENT, PASSWORD))
        .isInstanceOf(RepositoryNotFoundException.class)
        .hasMessageContaining(backend.location())
        .hasMessageContaining("init");
  }

  @Test
  void writesNothingForAWrongPassword() {
    Repository.init(backend, CLIENT, PASSWORD, null);
    List<RepositoryFile> before = List.copyOf(backend.written());

    assertThatThrownBy(
            () -> Repository.openOrInit(backend, CLIENT, Password.of("wrong one"), RECOVERY))
        .isInstanceOf(WrongPasswordException.class)
        .hasMessageContaining(backend.location())
        .hasMessageContaining("Nothing was written")
        .hasMessageNotContaining("wrong one");

    assertThat(backend.written()).isEqualTo(before);
    assertThat(backend.deleted()).isEmpty();
  }

  @Test
  void addsAndRemovesPasswords() {
    Repository repository = Repository.init(backend, CLIENT, PASSWORD, null);
    Password temporary = Password.of("for one restore");

    KeyId key = repository.addKey(temporary);
    assertThat(Repository.open(backend, CLIENT, temporary).id()).isEqualTo(repository.id());
    repository.removeKey(key);

    assertThatThrownBy(() -> Repository.open(backend, CLIENT, temporary))
        .isInstanceOf(WrongPasswordException.class);
    KeyId last = repository.keys().keySet().iterator().next();
    assertThatThrownBy(() -> repository.removeKey(last))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void forgetsTheKeyOfACreatorThatLostTheRaceAndDied() {
    Repository repository = Repository.init(backend, CLIENT, PASSWORD, null);
    KeyRing keys = new KeyRing(backend, CLIENT);
    for (int i = 0; i < 3; i++) {
      keys.add(MasterKey.generate(CLIENT.random()), PASSWORD);
    }

    // Which key file comes first is chance; each opening removes those it stumbled over.
    assertThat(Repository.open(backend, CLIENT, PASSWORD).id()).isEqualTo(repository.id());
    assertThat(backend.deleted()).allMatch(file -> file.kind() == FileKind.KEY);
    assertThat(Repository.open(backend, CLIENT, PASSWORD).id()).isEqualTo(repository.id());
  }

  @Test
  void leavesNothingThatLooksLikeARepositoryWhenCreationDies() {
    backend.dieAt(file -> file.kind() == FileKind.CONFIG);

    assertThatThrownBy(() -> Repository.init(backend, CLIENT, PASSWORD, null))
        .isInstanceOf(BackendException.class);
    backend.dieAt(file -> false);

    assertThat(Repository.exists(backend)).isFalse();
  }

  @Test
  void namesADamagedConfig() {
    Repository.init(backend, CLIENT, PASSWORD, null);
    byte[] config = backend.load(RepositoryFile.CONFIG);
    config[20] ^= 1;
    backend.save(RepositoryFile.CONFIG, java.nio.ByteBuffer.wrap(config));

    assertThatThrownBy(() -> Repository.open(backend, CLIENT, PASSWORD))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("config");
  }

  @Test
  void oneConfigComesOutOfARaceAndAllCanWrite() throws Exception {
    int racers = 4;
    List<Callable<Repository>> openings = new ArrayList<>();
    for (int i = 0; i < racers; i++) {
      ClientContext client = Clients.impatient("racer-" + i);
      openings.add(() -> Repository.openOrInit(backend, client, PASSWORD, RECOVERY));
    }
    List<Repository> opened = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(racers)) {
      for (Future<Repository> future : executor.invokeAll(openings)) {
        opened.add(future.get());
      }
    }

    assertThat(opened).extracting(Repository::id).containsOnly(opened.getFirst().id());
    for (Repository repository : opened) {
      repository.backupFiles(
          Map.of("/f", new byte[] {1}), SnapshotLabels.tagged("race"), Control.NONE);
    }
    assertThat(opened.getFirst().snapshots(SnapshotFilter.ALL)).hasSize(racers);
    assertThat(opened.getLast().check(true, Control.NONE).errors()).isEmpty();
    assertThat(backend.list(FileKind.KEY)).extracting(StoredFile::size).hasSize(2);
  }
}
