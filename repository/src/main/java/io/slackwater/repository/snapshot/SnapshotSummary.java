// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.repository.tree.GoTime;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a backup run did, as its snapshot's {@code summary} says; restic writes and shows the same
 * since 0.17, except for what was not read.
 *
 * @param begun when the run began
 * @param ended when it wrote the snapshot
 * @param files how many files were processed
 * @param logicalBytes their plain bytes
 * @param dataBlobs data blobs that the repository did not have
 * @param treeBlobs tree blobs that it did not have
 * @param addedBytes plain bytes of both
 * @param storedBytes bytes of the packs written for both
 * @param unread how many files could not be read and are missing; 0 where restic wrote the snapshot
 */
public record SnapshotSummary(
    Instant begun,
    Instant ended,
    long files,
    long logicalBytes,
    long dataBlobs,
    long treeBlobs,
    long addedBytes,
    long storedBytes,
    long unread) {

  private static final String BEGUN = "backup_start";
  private static final String ENDED = "backup_end";
  private static final String FILES = "total_files_processed";
  private static final String LOGICAL = "total_bytes_processed";
  private static final String DATA = "data_blobs";
  private static final String TREES = "tree_blobs";
  private static final String ADDED = "data_added";
  private static final String STORED = "data_added_packed";
  private static final String UNREAD = "files_unread";

  void writeTo(ObjectNode json) {
    json.put(BEGUN, GoTime.format(begun))
        .put(ENDED, GoTime.format(ended))
        .put(DATA, dataBlobs)
        .put(TREES, treeBlobs)
        .put(ADDED, addedBytes)
        .put(STORED, storedBytes)
        .put(FILES, files)
        .put(LOGICAL, logicalBytes)
        .put(UNREAD, unread);
  }

  /** Reads a summary; null when the snapshot has none, or one without sizes. */
  static @Nullable SnapshotSummary of(JsonNode json) throws IOException {
    if (!json.hasNonNull(BEGUN) || !json.hasNonNull(ENDED) || !json.hasNonNull(STORED)) {
      return null;
    }
    return new SnapshotSummary(
        GoTime.parse(json.path(BEGUN).asText()),
        GoTime.parse(json.path(ENDED).asText()),
        json.path(FILES).asLong(),
        json.path(LOGICAL).asLong(),
        json.path(DATA).asLong(),
        json.path(TREES).asLong(),
        json.path(ADDED).asLong(),
        json.path(STORED).asLong(),
        json.path(UNREAD).asLong());
  }
}
