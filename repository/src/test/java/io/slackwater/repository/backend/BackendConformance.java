// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.repository.backend.Backend.StoredFile;
import io.slackwater.repository.error.BackendException;
import io.slackwater.repository.error.FileMissingException;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.id.RepositoryFile;
import io.slackwater.repository.id.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every backend must do. */
public abstract class BackendConformance {

  /** Opens an empty storage that no other test uses. */
  protected abstract Backend newBackend() throws Exception;

  private static RepositoryFile fileOf(FileKind kind, byte[] content) {
    return kind == FileKind.CONFIG
        ? RepositoryFile.CONFIG
        : new RepositoryFile(kind, Sha256.of(content).hex());
  }

  private static byte[] bytes(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return content;
  }

  @ParameterizedTest
  @EnumSource(FileKind.class)
  void givesBackWhatItSaved(FileKind kind) throws Exception {
    try (Backend backend = newBackend()) {
      byte[] content = bytes(100_000);
      RepositoryFile file = fileOf(kind, content);

      backend.save(file, ByteBuffer.wrap(content));

      assertThat(backend.exists(file)).isTrue();
      assertThat(backend.load(file)).isEqualTo(content);
      assertThat(backend.list(kind)).containsExactly(new StoredFile(file, content.length));
    }
  }

  @Test
  void savesOnlyFromPositionToLimit() throws Exception {
    try (Backend backend = newBackend()) {
      byte[] content = bytes(1_000);
      RepositoryFile file = fileOf(FileKind.PACK, content);

      backend.save(file, ByteBuffer.wrap(content, 100, 50));

      assertThat(backend.load(file)).isEqualTo(java.util.Arrays.copyOfRange(content, 100, 150));
    }
  }

  @Test
  void savesTheSameFileTwice() throws Exception {
    try (Backend backend = newBackend()) {
      byte[] content = bytes(1_000);
      RepositoryFile file = fileOf(FileKind.PACK, content);

      backend.save(file, ByteBuffer.wrap(content));
      backend.save(file, ByteBuffer.wrap(content));

      assertThat(backend.load(file)).isEqualTo(content);
    }
  }

  @Test
  void readsParts() throws Exception {
    try (Backend backend = newBackend()) {
      byte[] content = bytes(10_000);
      RepositoryFile file = fileOf(FileKind.PACK, content);
      backend.save(file, ByteBuffer.wrap(content));

      assertThat(backend.load(file, 0, 1)).containsExactly(content[0]);
      assertThat(backend.load(file, 9_999, 1)).containsExactly(content[9_999]);
      assertThat(backend.load(file, 5_000, 0)).isEmpty();
      assertThat(ByteBuffer.wrap(backend.load(file, 1_234, 5_678)))
          .isEqualTo(ByteBuffer.wrap(content, 1_234, 5_678));
    }
  }

  @Test
  void refusesToReadBeyondTheEnd() throws Exception {
    try (Backend backend = newBackend()) {
      byte[] content = bytes(100);
      RepositoryFile file = fileOf(FileKind.PACK, content);
      backend.save(file, ByteBuffer.wrap(content));

      assertThatThrownBy(() -> backend.load(file, 50, 51)).isInstanceOf(BackendException.class);
    }
  }

  @Test
  void namesAMissingFile() throws Exception {
    try (Backend backend = newBackend()) {
      RepositoryFile file = fileOf(FileKind.INDEX, bytes(1));

      assertThat(backend.exists(file)).isFalse();
      assertThatThrownBy(() -> backend.load(file))
          .isInstanceOf(FileMissingException.class)
          .hasMessageContaining(file.name());
      assertThatThrownBy(() -> backend.load(file, 0, 1)).isInstanceOf(FileMissingException.class);
    }
  }

  @Test
  void deletesAndDoesNotMindTwice() throws Exception {
    try (Backend backend = newBackend()) {
      byte[] content = bytes(10);
      RepositoryFile file = fileOf(FileKind.LOCK, content);
      backend.save(file, ByteBuffer.wrap(content));

      backend.delete(file);
      backend.delete(file);

      assertThat(backend.exists(file)).isFalse();
      assertThat(backend.list(FileKind.LOCK)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(FileKind.class)
  void listsNothingInAnEmptyStorage(FileKind kind) throws Exception {
    try (Backend backend = newBackend()) {
      assertThat(backend.list(kind)).isEmpty();
    }
  }

  @Test
  void keepsKindsApart() throws Exception {
    try (Backend backend = newBackend()) {
      byte[] content = bytes(10);
      backend.save(fileOf(FileKind.PACK, content), ByteBuffer.wrap(content));

      assertThat(backend.exists(fileOf(FileKind.INDEX, content))).isFalse();
      assertThat(backend.list(FileKind.INDEX)).isEmpty();
    }
  }

  @Test
  void savesIfAbsentOnlyOnce() throws Exception {
    try (Backend backend = newBackend()) {
      byte[] first = "first".getBytes(StandardCharsets.UTF_8);
      byte[] second = "second".getBytes(StandardCharsets.UTF_8);

      boolean firstWritten = backend.saveIfAbsent(RepositoryFile.CONFIG, ByteBuffer.wrap(first));
      boolean secondWritten = backend.saveIfAbsent(RepositoryFile.CONFIG, ByteBuffer.wrap(second));

      assertThat(firstWritten).isTrue();
      assertThat(secondWritten).isFalse();
      assertThat(backend.load(RepositoryFile.CONFIG)).isEqualTo(first);
    }
  }

  @Test
  void letsExactlyOneOfManyRacersCreateTheConfig() throws Exception {
    try (Backend backend = newBackend();
        ExecutorService racers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> attempts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        byte[] content = ("racer " + i).getBytes(StandardCharsets.UTF_8);
        attempts.add(() -> backend.saveIfAbsent(RepositoryFile.CONFIG, ByteBuffer.wrap(content)));
      }

      int winners = 0;
      String winner = "";
      List<Future<Boolean>> results = racers.invokeAll(attempts);
      for (int i = 0; i < results.size(); i++) {
        if (results.get(i).get()) {
          winners++;
          winner = "racer " + i;
        }
      }

      assertThat(winners).isOne();
      assertThat(backend.load(RepositoryFile.CONFIG)).asString().isEqualTo(winner);
    }
  }

  @Test
  void listsMoreFilesThanOnePage() throws Exception {
    try (Backend backend = newBackend()) {
      List<StoredFile> saved = new ArrayList<>();
      for (int i = 0; i < 1_050; i++) {
        byte[] content = ByteBuffer.allocate(4).putInt(i).array();
        RepositoryFile file = fileOf(FileKind.SNAPSHOT, content);
        backend.save(file, ByteBuffer.wrap(content));
        saved.add(new StoredFile(file, 4));
      }

      assertThat(backend.list(FileKind.SNAPSHOT)).containsExactlyInAnyOrderElementsOf(saved);
    }
  }
}
