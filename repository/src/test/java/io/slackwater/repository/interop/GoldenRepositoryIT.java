// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.interop;

import static io.slackwater.repository.testing.Clients.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.repository.Repository;
import io.slackwater.repository.backend.Backend.StoredFile;
import io.slackwater.repository.backend.local.LocalBackend;
import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.index.BlobIndex;
import io.slackwater.repository.index.IndexFile;
import io.slackwater.repository.index.IndexedPack;
import io.slackwater.repository.lock.LockFile;
import io.slackwater.repository.pack.BlobType;
import io.slackwater.repository.pack.PackFile;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.restore.RestoreRequest;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.snapshot.SnapshotFilter;
import io.slackwater.repository.store.KeyRing;
import io.slackwater.repository.store.Store;
import io.slackwater.repository.testing.Clients;
import io.slackwater.repository.tree.TreeCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bytes of every kind of file in the format, written once by restic 0.14 and kept in {@code
 * src/test/resources/golden}: they must be understood for ever, and what we encode from them must
 * be the same bytes.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields.
final class GoldenRepositoryIT {

  @TempDir private Path directory;
  private LocalBackend backend;
  private Store store;

  @BeforeEach
  void open() throws Exception {
    Path golden = Path.of(GoldenRepositoryIT.class.getResource("/golden").toURI());
    Path repository = directory.resolve("repository");
    try (Stream<Path> walk = Files.walk(golden)) {
      for (Path path : walk.toList()) {
        Files.copy(path, repository.resolve(golden.relativize(path).toString()));
      }
    }
    backend = new LocalBackend(repository);
    KeyRing.Opened opened = new KeyRing(backend, Clients.impatient("test")).open(PASSWORD);
    store = new Store(backend, opened.key(), opened.config());
  }

  @Test
  void keyFileAndConfigAreUnderstood() {
    assertThat(store.config().version()).isEqualTo(2);
    assertThat(store.config().id()).matches("[0-9a-f]{64}");
    var keys = new KeyRing(backend, Clients.impatient("test")).list();
    assertThat(keys).hasSize(1);
    keys.forEach(
        (id, file) -> {
          assertThat(file.hostname()).isEqualTo("golden");
          assertThat(file.username()).isEqualTo("root");
        });
  }

  @Test
  void indexFilesAreEncodedAgainToTheSameBytes() throws Exception {
    for (StoredFile stored : backend.list(FileKind.INDEX)) {
      byte[] json = store.files().load(stored.file());

      // restic ends its line, which is no part of the index.
      assertThat(IndexFile.encode(IndexFile.decode(json))).asString().isEqualTo(text(json).strip());
    }
  }

  @Test
  void packHeadersSayWhatTheIndexSays() throws Exception {
    int packs = 0;
    for (StoredFile stored : backend.list(FileKind.INDEX)) {
      for (IndexedPack pack : store.loadIndex(stored.file())) {
        byte[] content = backend.load(pack.id().file());
        assertThat(PackFile.readHeader(content, store.key()))
            .containsExactlyInAnyOrderElementsOf(pack.blobs());
        assertThat(PackFile.sizeOf(pack.blobs())).isEqualTo(content.length);
        packs++;
      }
    }
    assertThat(packs).isEqualTo(3);
  }

  @Test
  void treesAreEncodedAgainToTheSameBytes() throws Exception {
    BlobIndex index = store.refreshIndex();
    int trees = 0;
    for (var location : index.locations(BlobType.TREE)) {
      BlobId id = location.blob().id();
      byte[] json = store.reader().read(BlobType.TREE, id);

      assertThat(TreeCodec.encode(TreeCodec.decode(json))).asString().isEqualTo(text(json));
      trees++;
    }
    assertThat(trees).isGreaterThanOrEqualTo(5);
  }

  @Test
  void theLockIsUnderstood() {
    try (Repository repository = Repository.open(backend, Clients.impatient("test"), PASSWORD)) {
      assertThat(repository.locks()).hasSize(1);
      LockFile lock = repository.locks().iterator().next();
      assertThat(lock.hostname()).isEqualTo("golden");
      assertThat(lock.exclusive()).isFalse();
      assertThat(lock.time()).isBetween(Instant.parse("2026-01-01T00:00:00Z"), Instant.now());
    }
  }

  @Test
  void snapshotsAndTheirContentAreRestored() throws Exception {
    try (Repository repository = Repository.open(backend, Clients.impatient("test"), PASSWORD)) {
      Snapshot first = repository.findSnapshot("latest", SnapshotFilter.tagged("first"));
      Snapshot second = repository.findSnapshot("latest", SnapshotFilter.tagged("second"));
      assertThat(first.hostname()).isEqualTo("golden");
      assertThat(first.paths()).isEqualTo(List.of("/srv/golden/data"));
      Path target = directory.resolve("target");
      repository.restore(RestoreRequest.all(first.id(), target), Control.NONE);

      Path data = target.resolve("srv/golden/data");
      assertThat(data.resolve("hello.txt")).hasContent("hello golden\n");
      assertThat(data.resolve("sub/letters")).hasContent("a".repeat(3000));
      assertThat(data.resolve("empty")).isEmptyFile();
      assertThat(attributes(data.resolve("hard")))
          .isEqualTo(attributes(data.resolve("hello.txt")))
          .containsEntry("nlink", 2);
      assertThat(Files.readSymbolicLink(data.resolve("link"))).isEqualTo(Path.of("hello.txt"));
      assertThat(mode(data.resolve("sub/letters")) & 07777).isEqualTo(04750);
      assertThat(mode(data.resolve("fifo")) & 0170000).isEqualTo(0010000);
      assertThat(Files.getLastModifiedTime(data.resolve("hello.txt")).toInstant())
          .isEqualTo(Instant.parse("2026-01-02T03:04:05.678901234Z"));
      assertThat(repository.readFiles(second.id(), "/"))
          .containsKey("/srv/golden/data/hello.txt")
          .doesNotContainKey("/srv/golden/data/empty");
      assertThat(repository.check(true, Control.NONE).errors()).isEmpty();
      assertThat(repository.check(true, Control.NONE).packsRead()).isEqualTo(3);
    }
  }

  private static int mode(Path path) throws IOException {
    return attributes(path).get("mode") instanceof Integer mode ? mode : 0;
  }

  private static Map<String, Object> attributes(Path path) throws IOException {
    return Files.readAttributes(path, "unix:mode,nlink,ino", LinkOption.NOFOLLOW_LINKS);
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
