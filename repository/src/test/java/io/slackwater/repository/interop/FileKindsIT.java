// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.interop;

import static io.slackwater.repository.testing.Clients.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.repository.Repository;
import io.slackwater.repository.archive.DirectorySource;
import io.slackwater.repository.archive.SnapshotResult;
import io.slackwater.repository.backend.local.LocalBackend;
import io.slackwater.repository.posix.ExtendedAttributes;
import io.slackwater.repository.posix.PosixException;
import io.slackwater.repository.posix.SpecialFiles;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.restore.RestoreRequest;
import io.slackwater.repository.snapshot.SnapshotFilter;
import io.slackwater.repository.snapshot.SnapshotLabels;
import io.slackwater.repository.testing.Clients;
import io.slackwater.repository.testing.Restic;
import io.slackwater.repository.tree.RawPaths;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Special files and extended attributes, from us to restic and back. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields.
final class FileKindsIT {

  private static final int NULL_DEVICE = 0x103;
  private static final byte[] VALUE = {'v', 0, (byte) 0xff};

  @TempDir private Path directory;
  private Path data;
  private LocalBackend backend;
  private Restic restic;
  private boolean devices = true;

  @BeforeEach
  void setUp() throws Exception {
    data = Files.createDirectories(directory.resolve("data"));
    Files.writeString(data.resolve("file"), "content");
    ExtendedAttributes.write(RawPaths.bytesOf(data.resolve("file")), "user.comment", VALUE);
    ExtendedAttributes.write(RawPaths.bytesOf(data), "user.empty", new byte[0]);
    SpecialFiles.make(RawPaths.bytesOf(data.resolve("fifo")), SpecialFiles.FIFO | 0640, 0);
    try {
      int mode = SpecialFiles.CHARACTER_DEVICE | 0600;
      SpecialFiles.make(RawPaths.bytesOf(data.resolve("null")), mode, NULL_DEVICE);
    } catch (PosixException e) {
      // Only root makes device nodes; the rest is tested without.
      devices = false;
    }
    backend = new LocalBackend(directory.resolve("repository"));
    restic = new Restic(backend.location(), directory.resolve("cache"));
  }

  private void assertRestored(Path restored) throws Exception {
    assertThat(ExtendedAttributes.read(RawPaths.bytesOf(restored.resolve("file"))))
        .containsExactly(Map.entry("user.comment", VALUE));
    assertThat(ExtendedAttributes.read(RawPaths.bytesOf(restored))).containsKey("user.empty");
    assertThat(mode(restored.resolve("fifo"))).isEqualTo(SpecialFiles.FIFO | 0640);
    if (devices) {
      assertThat(mode(restored.resolve("null"))).isEqualTo(SpecialFiles.CHARACTER_DEVICE | 0600);
      assertThat(Files.getAttribute(restored.resolve("null"), "unix:rdev"))
          .isEqualTo((long) NULL_DEVICE);
    }
  }

  private static Object mode(Path path) throws Exception {
    return Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
  }

  @Test
  void weRestoreOurs() throws Exception {
    Repository repository = Repository.init(backend, Clients.impatient("test"), PASSWORD, null);
    SnapshotResult saved =
        repository.backup(DirectorySource.of(data), SnapshotLabels.tagged("t"), Control.NONE);
    Path target = directory.resolve("out");

    repository.restore(new RestoreRequest(saved.id(), data.toString(), target), Control.NONE);

    assertRestored(target);
  }

  @Test
  void resticRestoresOurs() throws Exception {
    Repository repository = Repository.init(backend, Clients.impatient("test"), PASSWORD, null);
    repository.backup(DirectorySource.of(data), SnapshotLabels.tagged("t"), Control.NONE);
    Path target = directory.resolve("out");

    restic.succeed("restore", "latest", "--target", target.toString());

    assertRestored(target.resolve(data.toString().substring(1)));
  }

  @Test
  void weRestoreRestics() throws Exception {
    restic.succeed("init", "--repository-version", "2");
    restic.succeed("backup", data.toString());
    Repository repository = Repository.open(backend, Clients.impatient("test"), PASSWORD);
    Path target = directory.resolve("out");

    repository.restore(
        new RestoreRequest(
            repository.findSnapshot("latest", SnapshotFilter.ALL).id(), data.toString(), target),
        Control.NONE);

    assertRestored(target);
  }
}
