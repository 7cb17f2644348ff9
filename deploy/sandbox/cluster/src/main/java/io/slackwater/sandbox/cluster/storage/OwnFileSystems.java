// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.storage;

import io.slackwater.sandbox.cluster.pods.HostCommand;
import io.slackwater.sandbox.cluster.pods.HostCommandException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * File systems of volumes that have one of their own, as volumes of block storage do: an ext4 in a
 * file of the volume's directory, mounted through a loop device. Snapshots of the directory are
 * snapshots of what such a device holds, and freezing the file system bars nobody else.
 */
final class OwnFileSystems {
  /** What a StorageClass calls it. */
  static final String TYPE = "ext4";

  private static final System.Logger LOGGER = System.getLogger(OwnFileSystems.class.getName());
  private static final String IMAGE = "filesystem.ext4";

  private final Path mounts;

  /**
   * @param mounts a directory of its own, where they are mounted
   */
  OwnFileSystems(Path mounts) {
    this.mounts = mounts;
  }

  /** Whether a volume's directory holds a file system of its own. */
  static boolean isIn(Path directory) {
    return Files.exists(directory.resolve(IMAGE));
  }

  Path mountPoint(String volume) {
    return mounts.resolve(volume);
  }

  /** Makes an empty one; nothing when there is one. */
  static void format(Path directory, long bytes) {
    Path image = directory.resolve(IMAGE);
    if (Files.exists(image)) {
      return;
    }
    Path fresh = directory.resolve(IMAGE + ".new");
    try {
      try (RandomAccessFile file = new RandomAccessFile(fresh.toFile(), "rw")) {
        file.setLength(bytes);
      }
      HostCommand.run("mkfs.ext4", "-q", "-F", "-m", "0", fresh.toString());
      Files.move(fresh, image);
    } catch (IOException failure) {
      throw new StorageException("cannot make a file system in " + directory, failure);
    }
  }

  /** Mounts the one of a volume; nothing when it is mounted. */
  void mount(String volume, Path directory) {
    Path target = mountPoint(volume);
    if (mounted().contains(target)) {
      return;
    }
    try {
      Files.createDirectories(target);
    } catch (IOException failure) {
      throw new StorageException("cannot make " + target, failure);
    }
    HostCommand.run(
        "mount", "-t", TYPE, "-o", "loop", directory.resolve(IMAGE).toString(), target.toString());
  }

  /** Unmounts the one of a volume if it is mounted; a frozen one goes on first. */
  void unmount(String volume) {
    Path target = mountPoint(volume);
    if (mounted().contains(target)) {
      unmount(target);
    }
    try {
      Files.deleteIfExists(target);
    } catch (IOException failure) {
      throw new StorageException("cannot remove " + target, failure);
    }
  }

  /** Unmounts all, also those that an earlier run left. */
  void unmountAll() {
    mounted().forEach(OwnFileSystems::unmount);
  }

  private static void unmount(Path target) {
    try {
      HostCommand.run("fsfreeze", "--unfreeze", target.toString());
      LOGGER.log(Level.WARNING, "a volume was frozen when it was unmounted mount={0}", target);
    } catch (HostCommandException notFrozen) {
      LOGGER.log(Level.DEBUG, "not frozen mount={0}", target);
    }
    HostCommand.run("umount", target.toString());
  }

  private List<Path> mounted() {
    try (var lines = Files.lines(Path.of("/proc/self/mounts"))) {
      return lines
          .map(line -> Path.of(line.split(" ", 3)[1]))
          .filter(path -> path.startsWith(mounts))
          .toList();
    } catch (IOException failure) {
      throw new StorageException("cannot read what is mounted", failure);
    }
  }
}
