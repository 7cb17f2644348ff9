// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.archive;

import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.id.SnapshotId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot that was written.
 *
 * @param id its name
 * @param tree its root
 * @param time as it says
 * @param parent from which unchanged files were taken, if any
 * @param files how many files
 * @param directories how many directories
 * @param logicalBytes plain bytes of all its files
 * @param addedBytes plain bytes of blobs that the repository did not have
 * @param storedBytes bytes of the packs written for them
 * @param dataBlobs new data blobs
 * @param treeBlobs new tree blobs
 * @param duration of the backup
 * @param unread what could not be read; the snapshot lacks it
 * @param changedWhileRead files that changed while they were read: the snapshot has something
 *     between before and after
 */
public record SnapshotResult(
    SnapshotId id,
    BlobId tree,
    Instant time,
    @Nullable SnapshotId parent,
    Counts files,
    Counts directories,
    long logicalBytes,
    long addedBytes,
    long storedBytes,
    long dataBlobs,
    long treeBlobs,
    Duration duration,
    List<UnreadPath> unread,
    List<String> changedWhileRead) {

  public SnapshotResult {
    unread = List.copyOf(unread);
    changedWhileRead = List.copyOf(changedWhileRead);
  }
}
