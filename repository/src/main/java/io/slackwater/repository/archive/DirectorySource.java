// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.archive;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Directories or files to back up.
 *
 * @param paths each appears in the snapshot under its own path: {@code /data} as {@code /data},
 *     {@code .} as the root
 * @param excludes glob patterns: of a name, or with a slash of a whole path
 * @param force reads every file, whether or not the parent snapshot has it unchanged
 * @param changedRanges for files by their absolute paths, all that may have changed since the
 *     snapshot that becomes the parent: nothing else of them is read. Only for files that are cut
 *     at fixed blocks there; others are read whole
 */
public record DirectorySource(
    List<Path> paths,
    List<String> excludes,
    boolean force,
    Map<Path, List<ChangedRange>> changedRanges) {

  public DirectorySource {
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("nothing to back up is named");
    }
    paths = List.copyOf(paths);
    excludes = List.copyOf(excludes);
    changedRanges = Map.copyOf(changedRanges);
  }

  /** Backs up paths of which no changed ranges are known. */
  public DirectorySource(List<Path> paths, List<String> excludes, boolean force) {
    this(paths, excludes, force, Map.of());
  }

  /** Backs up these paths whole. */
  public static DirectorySource of(Path... paths) {
    return new DirectorySource(List.of(paths), List.of(), false);
  }
}
