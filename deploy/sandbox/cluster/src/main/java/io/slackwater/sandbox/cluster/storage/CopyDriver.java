// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.storage;

import io.slackwater.sandbox.cluster.pods.DirectoryTree;
import io.slackwater.sandbox.cluster.pods.HostCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Volumes are directories. A snapshot is a copy, made while every process that can write to the
 * volume is frozen; when that cannot be had there is no snapshot.
 */
final class CopyDriver implements VolumeDriver {
  private final Path home;

  CopyDriver(Path data) {
    this.home = data.resolve("storage");
  }

  @Override
  public void open() {
    try {
      Files.createDirectories(home.resolve("volumes"));
      Files.createDirectories(home.resolve("snapshots"));
      DirectoryTree.delete(home.resolve("unfinished"));
      Freeze.removeLeftovers();
      Files.createDirectories(home.resolve("unfinished"));
    } catch (IOException failure) {
      throw new StorageException("cannot open the volumes in " + home, failure);
    }
  }

  @Override
  public Path directory(String volume) {
    return home.resolve("volumes").resolve(VolumeDriver.checked(volume));
  }

  private Path snapshotDirectory(String snapshot) {
    return home.resolve("snapshots").resolve(VolumeDriver.checked(snapshot));
  }

  @Override
  public void createVolume(String volume) {
    try {
      BtrfsDriver.openToAll(Files.createDirectories(directory(volume)));
    } catch (IOException failure) {
      throw new StorageException("cannot make the volume " + volume, failure);
    }
  }

  @Override
  public void createVolumeWithFileSystem(String volume, String type, long bytes) {
    throw new StorageException(
        "volumes with a file system of their own (fsType) need the sandbox's btrfs storage");
  }

  @Override
  public void createVolume(String volume, String snapshot) {
    if (!hasSnapshot(snapshot)) {
      throw new StorageException("there is no snapshot " + snapshot);
    }
    if (!Files.exists(directory(volume))) {
      publish(copy(snapshotDirectory(snapshot), volume), directory(volume));
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
    if (hasSnapshot(snapshot)) {
      return;
    }
    Path copy;
    try (Freeze freeze = Freeze.of(writers)) {
      copy = copy(directory(volume), snapshot);
      freeze.requireUnbroken();
    }
    publish(copy, snapshotDirectory(snapshot));
  }

  @Override
  public boolean hasSnapshot(String snapshot) {
    return Files.exists(snapshotDirectory(snapshot));
  }

  @Override
  public void deleteSnapshot(String snapshot) {
    delete(snapshotDirectory(snapshot));
  }

  private Path copy(Path from, String name) {
    Path copy = home.resolve("unfinished").resolve(name);
    delete(copy);
    HostCommand.run("cp", "--archive", "--reflink=auto", from.toString(), copy.toString());
    return copy;
  }

  private static void publish(Path copy, Path place) {
    try {
      Files.move(copy, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new StorageException("cannot put a copy in place at " + place, failure);
    }
  }

  private static void delete(Path directory) {
    try {
      DirectoryTree.delete(directory);
    } catch (IOException failure) {
      throw new StorageException("cannot delete " + directory, failure);
    }
  }

  @Override
  public void close() {
    // Directories need no closing.
  }
}
