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
  private final OwnFileSystems fileSystems;

  BtrfsDriver(Path data, long bytes) {
    this.fileSystems = new OwnFileSystems(data.resolve("filesystems"));
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
      fileSystems.unmountAll();
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
      try (var volumes = Files.list(mount.resolve("volumes"))) {
        volumes.forEach(volume -> mountIfItHasOne(volume.getFileName().toString()));
      }
    } catch (IOException failure) {
      throw new StorageException("cannot open the volumes in " + image, failure);
    }
  }

  @Override
  public Path directory(String volume) {
    return OwnFileSystems.isIn(subvolume(volume))
        ? fileSystems.mountPoint(volume)
        : subvolume(volume);
  }

  private Path subvolume(String volume) {
    return mount.resolve("volumes").resolve(VolumeDriver.checked(volume));
  }

  private void mountIfItHasOne(String volume) {
    if (OwnFileSystems.isIn(subvolume(volume))) {
      fileSystems.mount(volume, subvolume(volume));
    }
  }

  private Path snapshotDirectory(String snapshot) {
    return mount.resolve("snapshots").resolve(VolumeDriver.checked(snapshot));
  }

  @Override
  public void createVolume(String volume) {
    openToAll(createSubvolume(volume));
  }

  @Override
  public void createVolumeWithFileSystem(String volume, String type, long size) {
    if (!type.equals(OwnFileSystems.TYPE)) {
      throw new StorageException(
          "fsType must be \"" + OwnFileSystems.TYPE + "\", not \"" + type + "\"");
    }
    Path directory = createSubvolume(volume);
    OwnFileSystems.format(directory, size);
    fileSystems.mount(volume, directory);
    openToAll(directory(volume));
  }

  private Path createSubvolume(String volume) {
    Path directory = subvolume(volume);
    if (!Files.exists(directory)) {
      HostCommand.run("btrfs", "subvolume", "create", directory.toString());
    }
    return directory;
  }

  @Override
  public void createVolume(String volume, String snapshot) {
    if (!hasSnapshot(snapshot)) {
      throw new StorageException("there is no snapshot " + snapshot);
    }
    Path directory = subvolume(volume);
    if (!Files.exists(directory)) {
      HostCommand.run(
          "btrfs",
          "subvolume",
          "snapshot",
          snapshotDirectory(snapshot).toString(),
          directory.toString());
    }
    mountIfItHasOne(volume);
  }

  @Override
  public void deleteVolume(String volume) {
    fileSystems.unmount(VolumeDriver.checked(volume));
    delete(subvolume(volume));
  }

  @Override
  public void createSnapshot(String volume, String snapshot, Writers writers) {
    if (!Files.exists(subvolume(volume))) {
      throw new StorageException("there is no volume " + volume);
    }
    if (!hasSnapshot(snapshot)) {
      HostCommand.run(
          "btrfs",
          "subvolume",
          "snapshot",
          "-r",
          subvolume(volume).toString(),
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
      fileSystems.unmountAll();
      unmount();
    } catch (IOException failure) {
      throw new StorageException("cannot unmount " + mount, failure);
    }
  }
}
