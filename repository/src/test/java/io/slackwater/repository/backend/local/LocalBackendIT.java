// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.backend.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.repository.backend.Backend;
import io.slackwater.repository.backend.BackendConformance;
import io.slackwater.repository.error.BackendException;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.id.RepositoryFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalBackendIT extends BackendConformance {

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it.
  private Path directory;

  @Override
  protected Backend newBackend() throws Exception {
    return new LocalBackend(Files.createTempDirectory(directory, "repository").resolve("new"));
  }

  @Test
  void leavesNoTemporaryFileBehind() throws Exception {
    LocalBackend backend = new LocalBackend(directory.resolve("r"));

    backend.save(RepositoryFile.CONFIG, ByteBuffer.wrap(new byte[100]));
    backend.saveIfAbsent(RepositoryFile.CONFIG, ByteBuffer.wrap(new byte[100]));

    try (var files = Files.list(directory.resolve("r"))) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("config");
    }
  }

  @Test
  void removesAndNeverListsWhatACrashedWriterLeft() throws Exception {
    LocalBackend backend = new LocalBackend(directory.resolve("r"));
    String name = "ab".repeat(32);
    Path folder = Files.createDirectories(directory.resolve("r/data/ab"));
    Files.writeString(folder.resolve(name + "-tmp-0f0f0f0f"), "half a pack");

    assertThat(backend.list(FileKind.PACK)).isEmpty();
    assertThat(backend.deleteLeftovers()).isOne();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void saysWhatToDoWhenThePathCannotBeADirectory() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "not a directory");
    LocalBackend backend = new LocalBackend(file.resolve("repository"));

    assertThatThrownBy(() -> backend.save(RepositoryFile.CONFIG, ByteBuffer.allocate(1)))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("write config")
        .hasMessageContaining(file.toString())
        .hasMessageContaining("choose another path");
  }
}
