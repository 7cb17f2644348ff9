// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.stack;

import io.slackwater.sandbox.testing.LocalDirectory;
import io.slackwater.sandbox.testing.SandboxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What an earlier sandbox left in a directory: processes, mounts, files. */
final class Leftovers {

  private static final Path MOUNTS = Path.of("/proc/self/mounts");

  private Leftovers() {}

  /**
   * Ends and removes all of it.
   *
   * @throws SandboxException when something is still mounted there
   */
  static void clear(SandboxHome home, Steps steps) {
    if (Files.notExists(home.directory())) {
      return;
    }
    ProcessRegister register = new ProcessRegister(home.directory().resolve("processes"));
    if (register.any()) {
      steps.step("ending an earlier sandbox", register::endLeftovers);
    }
    List<String> mounts = mountsBelow(home.directory());
    if (!mounts.isEmpty()) {
      throw new SandboxException(
          "an earlier sandbox left mounts; unmount them and try again: umount -R "
              + String.join(" ", mounts));
    }
    LinkedFolder.deleteAll(home.directory());
    LocalDirectory.delete(home.directory());
  }

  private static List<String> mountsBelow(Path directory) {
    if (Files.notExists(MOUNTS)) {
      return List.of();
    }
    try {
      return Files.readAllLines(MOUNTS).stream()
          .map(line -> line.split(" ", 3)[1])
          .filter(mount -> mount.startsWith(directory + "/"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
