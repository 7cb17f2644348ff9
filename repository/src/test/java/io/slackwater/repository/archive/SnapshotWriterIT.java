// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.archive;

import static io.slackwater.repository.testing.Clients.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.repository.Repository;
import io.slackwater.repository.backend.local.LocalBackend;
import io.slackwater.repository.error.OperationCancelledException;
import io.slackwater.repository.error.PathNotFoundException;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.restore.SnapshotEntry;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.snapshot.SnapshotFilter;
import io.slackwater.repository.snapshot.SnapshotLabels;
import io.slackwater.repository.testing.Clients;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields.
final class SnapshotWriterIT {

  private static final SnapshotLabels LABELS = SnapshotLabels.tagged("task:7", "attempt:1");

  private LocalBackend backend;
  private Repository repository;

  @BeforeEach
  void open(@TempDir Path directory) {
    backend = new LocalBackend(directory);
    repository = Repository.init(backend, Clients.impatient("test"), PASSWORD, null);
  }

  private static byte[] random(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return content;
  }

  private byte[] read(Snapshot snapshot, String path) throws IOException {
    try (InputStream in = repository.openFile(snapshot.id(), path)) {
      return in.readAllBytes();
    }
  }

  @Test
  void snapshotSaysWhatItsRunStored() {
    SnapshotResult result =
        repository.backupFiles(
            Map.of("/a", random(30_000), "/b", random(10)), LABELS, Control.NONE);

    assertThat(repository.snapshot(result.id()).summary())
        .isNotNull()
        .satisfies(
            summary -> {
              assertThat(summary.files()).isEqualTo(2);
              assertThat(summary.logicalBytes()).isEqualTo(30_010);
              assertThat(summary.storedBytes()).isEqualTo(result.storedBytes()).isPositive();
              assertThat(summary.addedBytes()).isEqualTo(result.addedBytes());
              assertThat(summary.unread()).isZero();
              assertThat(summary.ended()).isAfterOrEqualTo(summary.begun());
            });
  }

  @Test
  void readsTheFilesBelowAPathTogether() {
    SnapshotResult result =
        repository.backupFiles(
            Map.of("/a/x.json", random(10), "/a/b/y.json", random(2_000_000), "/z", new byte[0]),
            LABELS,
            Control.NONE);

    assertThat(repository.readFiles(result.id(), "/"))
        .containsOnlyKeys("/a/b/y.json", "/a/x.json", "/z")
        .containsEntry("/a/b/y.json", random(2_000_000))
        .containsEntry("/z", new byte[0]);
    assertThat(repository.readFiles(result.id(), "/a/b")).containsOnlyKeys("/a/b/y.json");
    assertThat(repository.locks()).isEmpty();
  }

  @Test
  void commitsStreamsAndFilesAsOneSnapshot() throws Exception {
    byte[] dump = random(5_000_000);
    SnapshotResult result;
    try (SnapshotWriter writer = repository.beginSnapshot(LABELS, Control.NONE)) {
      try (OutputStream out = writer.newFile("/db/orders.dump")) {
        out.write(dump, 0, 1_000_000);
        writer.addFile("/db/globals.sql", "roles".getBytes());
        out.write(dump, 1_000_000, 4_000_000);
      }
      writer.addFile("manifest.json", new byte[0]);
      result = writer.commit();
    }

    Snapshot snapshot = repository.snapshot(result.id());
    assertThat(snapshot.tags()).containsExactly("task:7", "attempt:1");
    assertThat(snapshot.paths())
        .containsExactlyInAnyOrder("/db/orders.dump", "/db/globals.sql", "/manifest.json");
    assertThat(result.logicalBytes()).isEqualTo(5_000_005);
    assertThat(result.storedBytes()).isBetween(5_000_005L, 5_010_000L);
    assertThat(result.files().total()).isEqualTo(3);
    assertThat(read(snapshot, "/db/orders.dump")).isEqualTo(dump);
    assertThat(read(snapshot, "db/globals.sql")).asString().isEqualTo("roles");
    assertThat(read(snapshot, "/manifest.json")).isEmpty();
    List<String> paths = new ArrayList<>();
    repository.list(snapshot.id(), "/", entry -> paths.add(entry.path()));
    assertThat(paths)
        .containsExactly("/db", "/db/globals.sql", "/db/orders.dump", "/manifest.json");
    assertThat(repository.check(true, Control.NONE).errors()).isEmpty();
  }

  @Test
  void leavesNoSnapshotAndNoLockWhenTheProducerFails() {
    assertThatThrownBy(
            () -> {
              try (SnapshotWriter writer = repository.beginSnapshot(LABELS, Control.NONE);
                  OutputStream out = writer.newFile("/dump")) {
                out.write(random(20_000_000));
                throw new IOException("the trailer does not match");
              }
            })
        .hasMessage("the trailer does not match");

    assertThat(repository.snapshots(SnapshotFilter.ALL)).isEmpty();
    assertThat(backend.list(FileKind.LOCK)).isEmpty();
    assertThat(repository.check(true, Control.NONE).errors()).isEmpty();
  }

  @Test
  void takesTheNextBackupOfTheSameDataAfterAnAbort() throws Exception {
    byte[] dump = random(40_000_000);
    try (SnapshotWriter writer = repository.beginSnapshot(LABELS, Control.NONE)) {
      writer.addFile("/dump", dump);
    }

    SnapshotResult result = repository.backupFiles(Map.of("/dump", dump), LABELS, Control.NONE);

    assertThat(read(repository.snapshot(result.id()), "/dump")).isEqualTo(dump);
    assertThat(repository.check(true, Control.NONE).errors()).isEmpty();
  }

  @Test
  void leavesNoSnapshotWhenTheInputFails() {
    InputStream broken =
        new InputStream() {
          private int left = 1_000_000;

          @Override
          public int read() throws IOException {
            if (left-- <= 0) {
              throw new IOException("connection reset");
            }
            return 7;
          }
        };

    assertThatThrownBy(() -> repository.backupStream("/dump", broken, LABELS, Control.NONE))
        .hasMessage("connection reset");

    assertThat(repository.snapshots(SnapshotFilter.ALL)).isEmpty();
  }

  @Test
  void leavesNoSnapshotWhenCancelled() {
    AtomicBoolean cancelled = new AtomicBoolean();
    assertThatThrownBy(
            () -> {
              try (SnapshotWriter writer =
                  repository.beginSnapshot(LABELS, Control.of(cancelled::get))) {
                writer.addFile("/dump", random(1_000));
                cancelled.set(true);
                writer.commit();
              }
            })
        .isInstanceOf(OperationCancelledException.class);

    assertThat(repository.snapshots(SnapshotFilter.ALL)).isEmpty();
    assertThat(backend.list(FileKind.LOCK)).isEmpty();
  }

  @Test
  void endsAProducerThatWritesOnAfterTheWriterWasClosed() throws Exception {
    SnapshotWriter writer = repository.beginSnapshot(LABELS, Control.NONE);
    OutputStream out = writer.newFile("/dump");
    writer.close();

    assertThatThrownBy(() -> out.write(random(20_000_000)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThat(repository.snapshots(SnapshotFilter.ALL)).isEmpty();
  }

  @Test
  void refusesToCommitAnOpenFileOrNothing() throws Exception {
    try (SnapshotWriter writer = repository.beginSnapshot(LABELS, Control.NONE)) {
      assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
      OutputStream open = writer.newFile("/open");
      assertThatThrownBy(writer::commit)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("still open");
      open.close();
      writer.commit();
      assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "a/", "../etc", "/a/../b", "/a/./b", "/taken", "/taken/below"})
  void refusesPathsThatCannotBeAFile(String path) {
    try (SnapshotWriter writer = repository.beginSnapshot(LABELS, Control.NONE)) {
      writer.addFile("/taken", new byte[0]);

      assertThatThrownBy(() -> writer.newFile(path)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void storesEqualContentOnce() {
    byte[] content = random(3_000_000);
    repository.backupFiles(Map.of("/a", content, "/b", content), LABELS, Control.NONE);

    SnapshotResult second = repository.backupFiles(Map.of("/c", content), LABELS, Control.NONE);

    assertThat(second.storedBytes()).isLessThan(2_000);
    assertThat(second.logicalBytes()).isEqualTo(3_000_000);
  }

  @Test
  void keepsTheTimeAndHostOfTheLabels() {
    Instant cut = Instant.parse("2026-01-02T03:04:05.678Z");
    SnapshotLabels labels = new SnapshotLabels(List.of(), "orders-db", cut);

    SnapshotResult result = repository.backupFiles(Map.of("/a", new byte[1]), labels, Control.NONE);

    Snapshot snapshot = repository.snapshot(result.id());
    assertThat(snapshot.time()).isEqualTo(cut);
    assertThat(snapshot.hostname()).isEqualTo("orders-db");
    List<SnapshotEntry> entries = new ArrayList<>();
    repository.list(result.id(), "/a", entries::add);
    assertThat(entries).singleElement().satisfies(e -> assertThat(e.node().size()).isOne());
  }

  @Test
  void namesAPathThatIsNotThere() {
    SnapshotResult result =
        repository.backupFiles(Map.of("/a/b", new byte[1]), LABELS, Control.NONE);

    for (String path : List.of("/x", "/a/x", "/a", "/a/b/c", "/")) {
      assertThatThrownBy(() -> repository.openFile(result.id(), path))
          .isInstanceOf(PathNotFoundException.class)
          .hasMessageContaining(path);
    }
    assertThat(backend.list(FileKind.LOCK)).isEmpty();
  }
}
