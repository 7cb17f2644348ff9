// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.storage;

/** How volumes are kept. */
public enum StorageKind {
  /** Subvolumes of a btrfs image; snapshots are atomic. */
  BTRFS,
  /** Directories; a snapshot is a copy made while the volume's processes are frozen. */
  COPY,
  /** btrfs where the machine has it, otherwise copies. */
  AUTO
}
