// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.repository.Backends;
import io.slackwater.repository.Repository;
import io.slackwater.repository.backend.RepositoryLocation;
import io.slackwater.repository.backend.s3.S3Access;
import io.slackwater.repository.crypto.Password;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.snapshot.SnapshotFilter;
import io.slackwater.repository.snapshot.SnapshotLabels;
import io.slackwater.repository.store.ClientContext;
import io.slackwater.snapshot.Samples;
import io.slackwater.snapshot.domain.MoverLine;
import io.slackwater.snapshot.domain.StorageRefusedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryExportsTest {

  @Test
  void refusesADirectoryThatMoversCannotReach(@TempDir Path directory) {
    RepositoryExports exports = new RepositoryExports(access(directory, "/backups", "right"));

    assertThatExceptionOfType(StorageRefusedException.class)
        .isThrownBy(() -> exports.prepare(Samples.REPOSITORY))
        .withMessageContaining("'main' is a directory");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void saysThatThePasswordIsWrongWithoutShowingIt(@TempDir Path directory) {
    new RepositoryExports(access(directory, "s3:http://store/bucket", "right"))
        .prepare(Samples.REPOSITORY);
    RepositoryExports exports =
        new RepositoryExports(access(directory, "s3:http://store/bucket", "guessed"));

    assertThatExceptionOfType(StorageRefusedException.class)
        .isThrownBy(() -> exports.prepare(Samples.REPOSITORY))
        .withMessageContaining("slackwater.location.main.password-file")
        .withMessageNotContaining("guessed");
  }

  @Test
  void findsAndForgetsOnlyWhatTheTaskStoredOfTheClaim(@TempDir Path directory) {
    RepositoryAccess access = access(directory, "s3:http://store/bucket", "right");
    RepositoryExports exports = new RepositoryExports(access);
    exports.prepare(Samples.REPOSITORY);
    store(access, "/data/data/a", "task=0123456789abcdef0123456789abcdef", "claim=data");
    store(access, "/data/files/b", "task=0123456789abcdef0123456789abcdef", "claim=files");
    store(access, "/data/data/c", "task=another", "claim=data");

    MoverLine.BackupSummary found =
        exports.find(Samples.REPOSITORY, Samples.attempt(2), "data").orElseThrow();
    exports.forget(Samples.REPOSITORY, Samples.attempt(2), "data", () -> {});

    assertThat(found.files()).isEqualTo(1);
    assertThat(found.logicalBytes()).isEqualTo(4);
    assertThat(exports.find(Samples.REPOSITORY, Samples.attempt(2), "data")).isEmpty();
    assertThat(exports.find(Samples.REPOSITORY, Samples.attempt(2), "files")).isPresent();
    try (Repository repository = access.open(Samples.REPOSITORY)) {
      assertThat(repository.snapshots(SnapshotFilter.ALL)).hasSize(2);
    }
  }

  @Test
  void tellsWhatAnExportStoredThatIsFoundAgain(@TempDir Path directory) {
    RepositoryAccess access = access(directory, "s3:http://store/bucket", "right");
    RepositoryExports exports = new RepositoryExports(access);
    exports.prepare(Samples.REPOSITORY);
    store(access, "/data/data/a", "task=0123456789abcdef0123456789abcdef", "claim=data");

    assertThat(exports.find(Samples.REPOSITORY, Samples.attempt(2), "data").orElseThrow())
        .satisfies(found -> assertThat(found.storedBytes()).isPositive());
  }

  @Test
  void anOlderAttemptForgetsNothingOfANewerOne(@TempDir Path directory) {
    RepositoryAccess access = access(directory, "s3:http://store/bucket", "right");
    RepositoryExports exports = new RepositoryExports(access);
    exports.prepare(Samples.REPOSITORY);
    String task = "task=0123456789abcdef0123456789abcdef";
    store(access, "/data/data/a", task, "claim=data", "attempt=1");
    store(access, "/data/data/b", task, "claim=data", "attempt=2");

    exports.forget(Samples.REPOSITORY, Samples.attempt(1), "data", () -> {});

    try (Repository repository = access.open(Samples.REPOSITORY)) {
      assertThat(repository.snapshots(SnapshotFilter.ALL))
          .singleElement()
          .satisfies(left -> assertThat(left.tags()).contains("attempt=2"));
    }
  }

  @Test
  void anAttemptThatLostItsStandingForgetsNothing(@TempDir Path directory) {
    RepositoryAccess access = access(directory, "s3:http://store/bucket", "right");
    RepositoryExports exports = new RepositoryExports(access);
    exports.prepare(Samples.REPOSITORY);
    store(access, "/data/data/a", "task=0123456789abcdef0123456789abcdef", "claim=data");
    Runnable ended =
        () -> {
          throw new IllegalStateException("ended");
        };

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> exports.forget(Samples.REPOSITORY, Samples.attempt(1), "data", ended));
    try (Repository repository = access.open(Samples.REPOSITORY)) {
      assertThat(repository.snapshots(SnapshotFilter.ALL)).hasSize(1);
    }
  }

  private static void store(RepositoryAccess access, String path, String... tags) {
    try (Repository repository = access.open(Samples.REPOSITORY)) {
      repository.backupFiles(
          Map.of(path, "text".getBytes(StandardCharsets.UTF_8)),
          SnapshotLabels.tagged(tags),
          Control.NONE);
    }
  }

  /** A repository in a directory, which movers are told to find elsewhere. */
  private static RepositoryAccess access(Path directory, String url, String password) {
    return new RepositoryAccess() {
      @Override
      public Repository openOrInit(RepositoryRef reference) {
        return Repository.openOrInit(
            Backends.open(place(), S3Access.of("none", "none")),
            ClientContext.of("test"),
            Password.of(password),
            null);
      }

      @Override
      public Repository open(RepositoryRef reference) {
        return Repository.open(
            Backends.open(place(), S3Access.of("none", "none")),
            ClientContext.of("test"),
            Password.of(password));
      }

      @Override
      public Map<String, String> moverEnvironment(RepositoryRef reference) {
        return Map.of("RESTIC_REPOSITORY", url);
      }

      private RepositoryLocation place() {
        return RepositoryLocation.parse(directory.toString()).resolve("repository");
      }
    };
  }
}
