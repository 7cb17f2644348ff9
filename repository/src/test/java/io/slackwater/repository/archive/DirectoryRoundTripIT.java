// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.archive;

import static io.slackwater.repository.testing.Clients.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.repository.Repository;
import io.slackwater.repository.backend.local.LocalBackend;
import io.slackwater.repository.error.RestoreException;
import io.slackwater.repository.error.SourceException;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.restore.RestoreRequest;
import io.slackwater.repository.restore.RestoreResult;
import io.slackwater.repository.snapshot.SnapshotLabels;
import io.slackwater.repository.testing.Clients;
import io.slackwater.repository.testing.GeneratedTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields.
final class DirectoryRoundTripIT {

  private static final SnapshotLabels LABELS = SnapshotLabels.tagged("volume:data");

  @TempDir private Path directory;
  private Path data;
  private Repository repository;

  @BeforeEach
  void open() {
    data = directory.resolve("data");
    repository =
        Repository.init(
            new LocalBackend(directory.resolve("repository")),
            Clients.impatient("test"),
            PASSWORD,
            null);
  }

  private SnapshotResult backup() {
    return repository.backup(DirectorySource.of(data), LABELS, Control.NONE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void bringsBackATreeWithAllItsMetadata(long seed) throws Exception {
    GeneratedTree.fill(data, seed);
    SnapshotResult result = backup();

    RestoreResult restored =
        repository.restore(
            new RestoreRequest(result.id(), data.toString(), directory.resolve("out")),
            Control.NONE);

    assertThat(result.unread()).isEmpty();
    assertThat(restored.warnings()).isEmpty();
    GeneratedTree.assertEqual(directory.resolve("out"), data);
    assertThat(repository.check(true, Control.NONE).errors()).isEmpty();
  }

  @Test
  void bringsBackTheWholePathBelowTheTarget() throws Exception {
    GeneratedTree.fill(data, 5);
    SnapshotResult result = backup();
    Path target = directory.resolve("out");

    repository.restore(RestoreRequest.all(result.id(), target), Control.NONE);

    GeneratedTree.assertEqual(target.resolve(data.toString().substring(1)), data);
  }

  @Test
  void bringsBackOneFile() throws Exception {
    GeneratedTree.fill(data, 6);
    SnapshotResult result = backup();

    RestoreResult restored =
        repository.restore(
            new RestoreRequest(result.id(), data + "/large", directory.resolve("out")),
            Control.NONE);

    assertThat(restored.files()).isOne();
    assertThat(directory.resolve("out/large")).hasSameBinaryContentAs(data.resolve("large"));
  }

  @Test
  void readsUnchangedFilesOnlyOnce() throws Exception {
    GeneratedTree.fill(data, 7);
    SnapshotResult first = backup();
    Files.writeString(data.resolve("new"), "new");
    Files.writeString(data.resolve("a/b/c/below"), "changed");

    SnapshotResult second = backup();

    assertThat(second.parent()).isEqualTo(first.id());
    assertThat(second.files().added()).isOne();
    assertThat(second.files().changed()).isOne();
    assertThat(second.files().unmodified()).isEqualTo(first.files().total() - 1);
    assertThat(second.logicalBytes()).isGreaterThan(3_000_000);
    assertThat(second.storedBytes()).isLessThan(100_000);
  }

  @Test
  void noticesAChangeThatKeepsSizeAndTime() throws Exception {
    GeneratedTree.fill(data, 8);
    Path file = data.resolve("one byte");
    FileTime time = Files.getLastModifiedTime(file);
    byte before = Files.readAllBytes(file)[0];
    backup();
    Files.write(file, new byte[] {(byte) (before + 1)});
    Files.setLastModifiedTime(file, time);

    SnapshotResult second = backup();

    assertThat(second.files().changed()).isOne();
    try (var in = repository.openFile(second.id(), file.toString())) {
      assertThat(in.readAllBytes()).containsExactly(before + 1);
    }
  }

  @Test
  void replacesWhatIsInTheWayAndNeverWritesThroughALink() throws Exception {
    Files.createDirectories(data.resolve("sub"));
    Files.writeString(data.resolve("file"), "from the snapshot");
    Files.writeString(data.resolve("sub/below"), "from the snapshot");
    SnapshotResult result = backup();
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Path victim = Files.writeString(outside.resolve("victim"), "untouched");
    Path target = Files.createDirectory(directory.resolve("out"));
    Files.createSymbolicLink(target.resolve("file"), victim);
    Files.createSymbolicLink(target.resolve("sub"), outside);
    Files.writeString(target.resolve("other"), "stays");

    repository.restore(new RestoreRequest(result.id(), data.toString(), target), Control.NONE);

    assertThat(victim).hasContent("untouched");
    assertThat(outside).isDirectoryNotContaining("glob:**below");
    assertThat(target.resolve("file")).hasContent("from the snapshot");
    assertThat(target.resolve("sub/below")).hasContent("from the snapshot");
    assertThat(target.resolve("other")).hasContent("stays");
  }

  @Test
  void refusesToReplaceADirectoryByAFile() throws Exception {
    Files.createDirectories(data);
    Files.writeString(data.resolve("name"), "file");
    SnapshotResult result = backup();
    Path target = directory.resolve("out");
    Files.createDirectories(target.resolve("name"));

    RestoreRequest request = new RestoreRequest(result.id(), data.toString(), target);

    assertThatThrownBy(() -> repository.restore(request, Control.NONE))
        .isInstanceOf(RestoreException.class)
        .hasMessageContaining(target.resolve("name").toString())
        .hasMessageContaining("remove it first");
  }

  @Test
  void saysWhyATargetCannotBeWritten() throws Exception {
    Files.createDirectories(data);
    SnapshotResult result = backup();
    Path file = Files.writeString(directory.resolve("file"), "");
    RestoreRequest request = RestoreRequest.all(result.id(), file.resolve("below"));

    assertThatThrownBy(() -> repository.restore(request, Control.NONE))
        .isInstanceOf(RestoreException.class)
        .hasMessageContaining("choose another path");
  }

  @Test
  void leavesOutWhatIsExcluded() throws Exception {
    Files.createDirectories(data.resolve("cache/deep"));
    Files.writeString(data.resolve("keep.txt"), "");
    Files.writeString(data.resolve("scratch.tmp"), "");
    DirectorySource source =
        new DirectorySource(List.of(data), List.of("*.tmp", data + "/cache"), false);

    SnapshotResult result = repository.backup(source, LABELS, Control.NONE);

    List<String> paths = new ArrayList<>();
    repository.list(result.id(), data.toString(), entry -> paths.add(entry.path()));
    assertThat(paths).containsExactly(data.toString(), data + "/keep.txt");
  }

  @Test
  void refusesAnExcludeThatIsNoPattern() throws Exception {
    Files.createDirectories(data);
    DirectorySource source = new DirectorySource(List.of(data), List.of("[a"), false);

    assertThatThrownBy(() -> repository.backup(source, LABELS, Control.NONE))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("[a")
        .hasMessageContaining("not a glob pattern");
  }

  @Test
  void saysThatASourceIsMissing() {
    assertThatThrownBy(this::backup)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining(data.toString());
  }

  @Test
  void keepsSeveralPathsApart() throws Exception {
    Files.createDirectories(data.resolve("a"));
    Files.createDirectories(data.resolve("b"));
    Files.createDirectories(data.resolve("c"));
    Files.writeString(data.resolve("a/1"), "1");
    Files.setLastModifiedTime(data, FileTime.from(Instant.EPOCH));

    SnapshotResult result =
        repository.backup(
            DirectorySource.of(data.resolve("b"), data.resolve("a"), data.resolve("a/1")),
            LABELS,
            Control.NONE);

    List<String> paths = new ArrayList<>();
    repository.list(result.id(), data.toString(), entry -> paths.add(entry.path()));
    assertThat(paths).containsExactly(data.toString(), data + "/a", data + "/a/1", data + "/b");
  }
}
