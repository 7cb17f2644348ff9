// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.archive;

import java.nio.file.Path;
import java.util.List;

/**
 * Directories or files to back up.
 *
 * @param paths each appears in the snapshot under its own path: {@code /data} as {@code /data},
 *     {@code .} as the root
 * @param excludes glob patterns: of a name, or with a slash of a whole path
 * @param force reads every file, whether or not the parent snapshot has it unchanged
 */
public record DirectorySource(List<Path> paths, List<String> excludes, boolean force) {

  public DirectorySource {
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("nothing to back up is named");
    }
    paths = List.copyOf(paths);
    excludes = List.copyOf(excludes);
  }

  /** Backs up these paths whole. */
  public static DirectorySource of(Path... paths) {
    return new DirectorySource(List.of(paths), List.of(), false);
  }
}
