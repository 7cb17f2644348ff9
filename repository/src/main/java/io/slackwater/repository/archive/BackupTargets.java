// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.archive;

import io.slackwater.repository.tree.RawPaths;
import io.slackwater.repository.tree.RawText;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The paths of a backup as one tree: {@code /data/a} and {@code /data/b} share their parents, whose
 * other entries are left out.
 */
final class BackupTargets {

  private final Map<String, BackupTargets> children = new TreeMap<>(RawText.BYTE_ORDER);
  private final Path path;
  private boolean whole;

  private BackupTargets(Path path) {
    this.path = path;
  }

  static BackupTargets of(Iterable<Path> paths) {
    BackupTargets root = new BackupTargets(Path.of("/"));
    for (Path path : paths) {
      root.add(path);
    }
    return root;
  }

  /** Returns where in the file system this is. */
  Path path() {
    return path;
  }

  /** Tells whether everything below belongs to the backup, rather than {@link #children} alone. */
  boolean whole() {
    return whole;
  }

  /** Returns the chosen entries by name. */
  Map<String, BackupTargets> children() {
    return children;
  }

  private void add(Path wanted) {
    Path normal = wanted.normalize();
    Path absolute = wanted.toAbsolutePath().normalize();
    int kept = 0;
    for (Path part : normal) {
      boolean named = !part.toString().isEmpty() && !part.toString().equals("..");
      kept += named ? 1 : 0;
    }
    if (kept == 0 && !normal.isAbsolute()) {
      addContentOf(absolute);
      return;
    }
    BackupTargets at = this;
    Path root = absolute.getRoot();
    int depth = absolute.getNameCount();
    for (int i = depth - kept; i < depth; i++) {
      Path end = absolute.subpath(0, i + 1);
      Path full = root == null ? end : root.resolve(end);
      at = at.children.computeIfAbsent(RawPaths.nameOf(full), name -> new BackupTargets(full));
    }
    at.whole = true;
  }

  private void addContentOf(Path directory) {
    String[] names = directory.toFile().list();
    for (String name : names == null ? new String[0] : names) {
      add(Path.of(name));
    }
  }
}
