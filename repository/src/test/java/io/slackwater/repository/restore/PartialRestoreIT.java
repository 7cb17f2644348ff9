// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.repository.Repository;
import io.slackwater.repository.archive.DirectorySource;
import io.slackwater.repository.archive.SnapshotResult;
import io.slackwater.repository.backend.local.LocalBackend;
import io.slackwater.repository.crypto.Password;
import io.slackwater.repository.error.RestoreException;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.snapshot.SnapshotLabels;
import io.slackwater.repository.testing.Clients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields.
final class PartialRestoreIT {

  @TempDir private Path directory;
  private Path data;
  private Repository repository;
  private SnapshotResult saved;

  @BeforeEach
  void save() throws IOException {
    data = directory.resolve("data");
    for (String file : List.of("a/one.txt", "a/deep/two.log", "b/three.txt", "b/four.log")) {
      Path path = data.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "content of " + file);
    }
    Files.setPosixFilePermissions(data.resolve("a"), PosixFilePermissions.fromString("rwx--x--x"));
    Files.setLastModifiedTime(data.resolve("a"), FileTime.fromMillis(1_000_000));
    repository =
        Repository.init(
            new LocalBackend(directory.resolve("repository")),
            Clients.impatient("test"),
            Password.of("p"),
            null);
    saved =
        repository.backup(
            new DirectorySource(List.of(data), List.of(), false),
            SnapshotLabels.tagged("t"),
            Control.NONE);
  }

  @AfterEach
  void close() {
    repository.close();
  }

  private TreeSet<String> restored(List<String> includes, List<String> excludes)
      throws IOException {
    Path target = directory.resolve("target");
    repository.restore(
        new RestoreRequest(
            saved.id(), data.toString(), target, PathFilter.of(includes, excludes), true),
        Control.NONE);
    TreeSet<String> found = new TreeSet<>();
    try (Stream<Path> walk = Files.walk(target)) {
      walk.filter(path -> !path.equals(target))
          .forEach(path -> found.add(target.relativize(path).toString()));
    }
    return found;
  }

  @Test
  void restoresOnlyWhatIsIncludedWithItsDirectories() throws Exception {
    assertThat(restored(List.of("*.log"), List.of("b")))
        .containsExactly("a", "a/deep", "a/deep/two.log");

    Path parent = directory.resolve("target/a");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(parent)))
        .isEqualTo("rwx--x--x");
    assertThat(Files.getLastModifiedTime(parent)).isEqualTo(FileTime.fromMillis(1_000_000));
  }

  @Test
  void restoresAllButWhatIsExcluded() throws Exception {
    assertThat(restored(List.of(), List.of("/a/deep", "four.*")))
        .containsExactly("a", "a/one.txt", "b", "b/three.txt");
  }

  @Test
  void verificationNamesAFileThatIsNotAsInTheSnapshot() {
    Path target = directory.resolve("target");
    AtomicBoolean damaged = new AtomicBoolean();
    RestoreRequest request =
        new RestoreRequest(saved.id(), data.toString(), target, PathFilter.ALL, true);
    // A directory gets its times when all in it is restored; who asks then is the verification.
    Control damaging =
        Control.of(
            () -> {
              if (hasItsTime(target.resolve("a")) && !damaged.getAndSet(true)) {
                write(target.resolve("a/one.txt"), "content of a/one.tyt");
              }
              return false;
            });

    assertThatThrownBy(() -> repository.restore(request, damaging))
        .isInstanceOf(RestoreException.class)
        .hasMessageContaining("a/one.txt")
        .hasMessageContaining("differs from the snapshot");
    assertThat(damaged).isTrue();
  }

  private static boolean hasItsTime(Path directory) {
    try {
      return Files.exists(directory)
          && Files.getLastModifiedTime(directory).equals(FileTime.fromMillis(1_000_000));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
