// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.storage;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Keeps volumes and snapshots by their handles. Each operation either happens or does not, and
 * repeating one that happened changes nothing.
 */
interface VolumeDriver extends AutoCloseable {
  /** What a handle looks like. */
  Pattern HANDLE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

  /** Makes the storage usable, after what an earlier run left of it is cleared away. */
  void open();

  /** Where the volume is mounted on the machine. */
  Path directory(String volume);

  /** Makes an empty volume. */
  void createVolume(String volume);

  /**
   * Makes an empty volume with a file system of its own, which its snapshots, and volumes made from
   * them, have too.
   *
   * @throws StorageException when this driver has no such volumes
   */
  void createVolumeWithFileSystem(String volume, String type, long bytes);

  /**
   * Makes a volume with a snapshot's content.
   *
   * @throws StorageException when there is no such snapshot
   */
  void createVolume(String volume, String snapshot);

  /** Removes a volume with its data. */
  void deleteVolume(String volume);

  /**
   * Takes a snapshot of one moment.
   *
   * @param writers the processes that write to the volume, for drivers that must stop them
   * @throws StorageException when there is no such volume, or the moment could not be kept
   */
  void createSnapshot(String volume, String snapshot, Writers writers);

  boolean hasSnapshot(String snapshot);

  /** Removes a snapshot with its data. */
  void deleteSnapshot(String snapshot);

  @Override
  void close();

  /**
   * A handle that clients may have written, checked to be a plain file name.
   *
   * @throws StorageException when it is not
   */
  static String checked(String handle) {
    if (!HANDLE.matcher(handle).matches()) {
      throw new StorageException("not a handle of this driver: \"" + handle + "\"");
    }
    return handle;
  }
}
