// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.maintenance;

import static io.slackwater.repository.testing.Clients.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.repository.Repository;
import io.slackwater.repository.archive.SnapshotResult;
import io.slackwater.repository.backend.Backend.StoredFile;
import io.slackwater.repository.backend.local.LocalBackend;
import io.slackwater.repository.error.DamagedFileException;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.id.RepositoryFile;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.snapshot.SnapshotLabels;
import io.slackwater.repository.testing.Clients;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields.
final class CheckIT {

  private LocalBackend backend;
  private Repository repository;
  private SnapshotResult saved;

  @BeforeEach
  void save(@TempDir Path directory) {
    backend = new LocalBackend(directory);
    repository = Repository.init(backend, Clients.impatient("test"), PASSWORD, null);
    byte[] content = new byte[3_000_000];
    new Random(1).nextBytes(content);
    saved =
        repository.backupFiles(Map.of("/d/f", content), SnapshotLabels.tagged("t"), Control.NONE);
  }

  /** The larger of the two packs holds the data, the smaller the trees. */
  private RepositoryFile dataPack() {
    return backend.list(FileKind.PACK).stream()
        .max(Comparator.comparingLong(StoredFile::size))
        .orElseThrow()
        .file();
  }

  private RepositoryFile only(FileKind kind) {
    return backend.list(kind).getFirst().file();
  }

  private void flip(RepositoryFile file, int at) {
    byte[] content = backend.load(file);
    content[at < 0 ? content.length + at : at] ^= 1;
    backend.save(file, ByteBuffer.wrap(content));
  }

  private CheckReport check(boolean readData) {
    return repository.check(readData, Control.NONE);
  }

  @Test
  void findsNothingInASoundRepository() {
    CheckReport report = check(true);

    assertThat(report.isSound()).isTrue();
    assertThat(report.hints()).isEmpty();
    assertThat(report.snapshots()).isOne();
    assertThat(report.packs()).isEqualTo(2);
  }

  @Test
  void namesExactlyTheDamagedPackAndItsBlob() {
    RepositoryFile pack = dataPack();
    flip(pack, 1_000);

    assertThat(check(false).isSound()).isTrue();
    CheckReport report = check(true);

    assertThat(report.errors()).extracting(CheckProblem::subject).containsOnly(pack.path());
    assertThat(report.errors())
        .extracting(CheckProblem::detail)
        .anyMatch(detail -> detail.contains("does not match its name"))
        .anyMatch(detail -> detail.startsWith("data blob ") && detail.contains("offset 0"));
  }

  @Test
  void readsTheDamagedPackInExactlyOneOfAllGroups() {
    flip(dataPack(), 1_000);
    int errors = 0;
    int read = 0;
    for (int group = 1; group <= 3; group++) {
      CheckReport report = repository.check(ReadData.parse(group + "/3"), Control.NONE);
      errors += report.isSound() ? 0 : 1;
      read += report.packsRead();
    }

    assertThat(errors).isOne();
    assertThat(read).isEqualTo(2);
  }

  @Test
  void namesThePackWhenReadingItFails() {
    RepositoryFile pack = dataPack();
    flip(pack, 1_000);

    assertThatThrownBy(
            () -> {
              try (var in = repository.openFile(saved.id(), "/d/f")) {
                in.readAllBytes();
              }
            })
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining(pack.path())
        .hasMessageContaining("check --read-data");
  }

  @Test
  void namesAPackWithADamagedHeader() {
    flip(dataPack(), -10);

    assertThat(check(true).errors())
        .allMatch(problem -> problem.subject().equals(dataPack().path()))
        .anyMatch(problem -> problem.detail().startsWith("header"));
  }

  @Test
  void namesATruncatedPackWithoutReadingIt() {
    RepositoryFile pack = dataPack();
    byte[] content = backend.load(pack);
    backend.save(pack, ByteBuffer.wrap(Arrays.copyOf(content, content.length - 1)));

    assertThat(check(false).errors())
        .anyMatch(p -> p.subject().equals(pack.path()) && p.detail().contains("the index says"))
        .anyMatch(p -> p.detail().contains("/d/f"));
  }

  @Test
  void namesAMissingPackAndTheFilesThatNeedIt() {
    RepositoryFile pack = dataPack();
    backend.delete(pack);

    assertThat(check(false).errors())
        .anyMatch(p -> p.subject().equals(pack.path()) && p.detail().contains("is missing"))
        .anyMatch(p -> p.subject().startsWith("blob ") && p.detail().contains("/d/f"));
  }

  @Test
  void namesADamagedIndexSnapshotAndKey() {
    RepositoryFile index = only(FileKind.INDEX);
    RepositoryFile snapshot = only(FileKind.SNAPSHOT);
    RepositoryFile key = only(FileKind.KEY);
    flip(index, 50);
    flip(snapshot, 50);
    byte[] keyFile = backend.load(key);
    keyFile[keyFile.length - 1] = ' ';
    backend.save(key, ByteBuffer.wrap(keyFile));

    assertThat(check(false).errors())
        .extracting(CheckProblem::subject)
        .contains(index.path(), snapshot.path(), key.path());
  }

  @Test
  void takesAPackWithoutIndexForAHint() {
    RepositoryFile stray = new RepositoryFile(FileKind.PACK, "ab".repeat(32));
    backend.save(stray, ByteBuffer.wrap(new byte[100]));

    CheckReport report = check(true);

    assertThat(report.isSound()).isTrue();
    assertThat(report.hints()).extracting(CheckProblem::subject).containsExactly(stray.path());
  }
}
