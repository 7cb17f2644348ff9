// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.storage;

import io.slackwater.sandbox.cluster.pods.HostCommand;
import io.slackwater.sandbox.cluster.pods.HostCommandException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Volumes are subvolumes of a btrfs image that is mounted through a loop device; snapshots are its
 * read-only snapshots, which the file system takes atomically while writers run.
 */
final class BtrfsDriver implements VolumeDriver {
  private final Path image;
  private final Path mount;
  private final long bytes;

  BtrfsDriver(Path data, long bytes) {
    this.image = data.resolve("volumes.btrfs");
    this.mount = data.resolve("storage");
    this.bytes = bytes;
  }

  /** Whether this machine can do it. */
  static boolean isPossible() {
    try {
      HostCommand.run("mkfs.btrfs", "--version");
      return Files.exists(Path.of("/dev/loop-control"))
          && Files.readString(Path.of("/proc/filesystems")).contains("btrfs");
    } catch (HostCommandException | IOException missing) {
      return false;
    }
  }

  @Override
  public void open() {
    try {
      Files.createDirectories(mount);
      unmount();
      if (!Files.exists(image)) {
        Path fresh = image.resolveSibling("volumes.btrfs.new");
        try (RandomAccessFile file = new RandomAccessFile(fresh.toFile(), "rw")) {
          file.setLength(bytes);
        }
        HostCommand.run("mkfs.btrfs", "--quiet", "--force", fresh.toString());
        Files.move(fresh, image);
      }
      HostCommand.run("mount", "-t", "btrfs", "-o", "loop", image.toString(), mount.toString());
      Files.createDirectories(mount.resolve("volumes"));
      Files.createDirectories(mount.resolve("snapshots"));
    } catch (IOException failure) {
      throw new StorageException("cannot open the volumes in " + image, failure);
    }
  }

  @Override
  public Path directory(String volume) {
    return mount.resolve("volumes").resolve(VolumeDriver.checked(volume));
  }

  private Path snapshotDirectory(String snapshot) {
    return mount.resolve("snapshots").resolve(VolumeDriver.checked(snapshot));
  }

  @Override
  public void createVolume(String volume) {
    Path directory = directory(volume);
    if (!Files.exists(directory)) {
      HostCommand.run("btrfs", "subvolume", "create", directory.toString());
    }
    openToAll(directory);
  }

  @Override
  public void createVolume(String volume, String snapshot) {
    if (!hasSnapshot(snapshot)) {
      throw new StorageException("there is no snapshot " + snapshot);
    }
    Path directory = directory(volume);
    if (!Files.exists(directory)) {
      HostCommand.run(
          "btrfs",
          "subvolume",
          "snapshot",
          snapshotDirectory(snapshot).toString(),
          directory.toString());
    }
  }

  @Override
  public void deleteVolume(String volume) {
    delete(directory(volume));
  }

  @Override
  public void createSnapshot(String volume, String snapshot, Writers writers) {
    if (!Files.exists(directory(volume))) {
      throw new StorageException("there is no volume " + volume);
    }
    if (!hasSnapshot(snapshot)) {
      HostCommand.run(
          "btrfs",
          "subvolume",
          "snapshot",
          "-r",
          directory(volume).toString(),
          snapshotDirectory(snapshot).toString());
    }
  }

  @Override
  public boolean hasSnapshot(String snapshot) {
    return Files.exists(snapshotDirectory(snapshot));
  }

  @Override
  public void deleteSnapshot(String snapshot) {
    delete(snapshotDirectory(snapshot));
  }

  private static void delete(Path subvolume) {
    if (Files.exists(subvolume)) {
      HostCommand.run("btrfs", "subvolume", "delete", subvolume.toString());
    }
  }

  /**
   * As drivers for local directories do, so that users other than root can write without fsGroup.
   */
  static void openToAll(Path directory) {
    try {
      Files.setAttribute(directory, "unix:mode", 0777);
    } catch (IOException failure) {
      throw new StorageException("cannot open " + directory + " to all users", failure);
    }
  }

  private void unmount() throws IOException {
    String mounted = " " + mount + " btrfs ";
    if (Files.readString(Path.of("/proc/self/mounts")).contains(mounted)) {
      HostCommand.run("umount", mount.toString());
    }
  }

  @Override
  public void close() {
    try {
      unmount();
    } catch (IOException failure) {
      throw new StorageException("cannot unmount " + mount, failure);
    }
  }
}
