// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.stack;

import io.slackwater.sandbox.testing.LocalDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Folders that cannot lie in the sandbox's own: they lie elsewhere, and a link leads there. */
final class LinkedFolder {

  private static final String PREFIX = "slackwater-sandbox-";

  private LinkedFolder() {}

  /** Makes an empty folder in a parent and the link to it; the folder. */
  static Path make(Path link, Path parent) {
    try {
      Path folder = Files.createTempDirectory(parent, PREFIX);
      Files.createSymbolicLink(link, folder);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes the folders to which links in a sandbox's own folder lead, and the links. */
  static void deleteAll(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> links = files.filter(Files::isSymbolicLink).toList();
      for (Path link : links) {
        Path folder = Files.readSymbolicLink(link);
        if (folder.getFileName().toString().startsWith(PREFIX)) {
          LocalDirectory.delete(folder);
        }
        Files.delete(link);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
