// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.archive;

import static io.slackwater.repository.testing.Clients.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.repository.Repository;
import io.slackwater.repository.backend.local.LocalBackend;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.snapshot.SnapshotLabels;
import io.slackwater.repository.testing.Clients;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields.
final class ChangedRangesIT {

  private static final int SIZE = 5 << 20;
  private static final SnapshotLabels LABELS = SnapshotLabels.tagged("volume:data");

  @TempDir private Path directory;
  private Path image;
  private byte[] content;
  private Repository repository;

  @BeforeEach
  void firstBackup() throws Exception {
    image = Files.createDirectory(directory.resolve("data")).resolve("image");
    content = new byte[SIZE];
    new Random(5).nextBytes(content);
    Files.write(image, content);
    repository =
        Repository.init(
            new LocalBackend(directory.resolve("repository")),
            Clients.impatient("test"),
            PASSWORD,
            null);
    repository.backup(DirectorySource.of(image), LABELS, Control.NONE);
  }

  private void overwrite(int offset, boolean told) throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.seek(offset);
      file.write(7);
    }
    if (told) {
      content[offset] = 7;
    }
  }

  private SnapshotResult backup(ChangedRange... ranges) {
    return repository.backup(
        new DirectorySource(List.of(image), List.of(), false, Map.of(image, List.of(ranges))),
        LABELS,
        Control.NONE);
  }

  private byte[] saved(SnapshotResult result) throws Exception {
    try (var in = repository.openFile(result.id(), image.toString())) {
      return in.readAllBytes();
    }
  }

  @Test
  void readsNothingButTheBlocksThatChanged() throws Exception {
    overwrite(1_000_000, true);
    overwrite(4_999_999, true);
    // Not told, so not seen: which shows that it was not read.
    overwrite(3_000_000, false);

    SnapshotResult result =
        backup(new ChangedRange(4_999_000, 1_000), new ChangedRange(1_000_000, 1));

    assertThat(saved(result)).isEqualTo(content);
    assertThat(result.dataBlobs()).isEqualTo(2);
    assertThat(result.logicalBytes()).isEqualTo(SIZE);
    assertThat(repository.check(true, Control.NONE).errors()).isEmpty();
  }

  @Test
  void readsWhatAFileHasGrownBy() throws Exception {
    byte[] grown = new byte[700_000];
    new Random(6).nextBytes(grown);
    Files.write(image, grown, java.nio.file.StandardOpenOption.APPEND);

    SnapshotResult result = backup();

    assertThat(saved(result)).startsWith(content).endsWith(grown).hasSize(SIZE + grown.length);
  }

  @Test
  void readsAFileThatWasCutWhole() throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(2_000_000);
    }

    assertThat(saved(backup())).isEqualTo(java.util.Arrays.copyOf(content, 2_000_000));
  }
}
