// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/**
 * Where the hub's PostgreSQL keeps its files: in the sandbox's directory, if its user gets there.
 */
final class PostgresHome {

  private static final String NAME = "postgresql";
  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  private PostgresHome() {}

  /**
   * The directory. A checkout below a home that only its owner may enter is out of reach for the
   * user {@code postgres}; then it is a temporary one, to which a link leads.
   */
  static Path below(SandboxHome home) {
    Path wanted = home.directory().resolve(NAME);
    if (reachable(home.directory())) {
      return wanted;
    }
    return LinkedFolder.make(wanted, TEMPORARY);
  }

  private static boolean reachable(Path directory) {
    for (Path folder = directory; folder != null; folder = folder.getParent()) {
      try {
        if (!Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)) {
          return false;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return true;
  }
}
