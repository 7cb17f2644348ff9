// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.archive;

/**
 * A part of a file that may differ from the parent snapshot, as a storage that keeps track tells it
 * (CSI's SnapshotMetadata, for example).
 *
 * @param offset bytes from the start of the file
 * @param length bytes
 */
public record ChangedRange(long offset, long length) {

  public ChangedRange {
    if (offset < 0 || length < 0 || offset + length < 0) {
      throw new IllegalArgumentException("no range of a file: %d %d".formatted(offset, length));
    }
  }

  /** Tells whether it reaches into the bytes from {@code start} up to {@code end}. */
  boolean touches(long start, long end) {
    return length > 0 && offset < end && offset + length > start;
  }
}
