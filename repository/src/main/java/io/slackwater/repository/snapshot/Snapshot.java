// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.snapshot;

import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.id.SnapshotId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one backup run saved.
 *
 * @param id its name
 * @param time when the data was read, as the caller says
 * @param parent the snapshot that unchanged files were taken from
 * @param tree the root
 * @param paths what was saved
 * @param hostname where it was saved
 * @param username who saved it
 * @param excludes patterns left out
 * @param tags labels by which it is found
 * @param programVersion what wrote it, empty if unknown
 * @param summary what the run did; null if it does not say
 */
public record Snapshot(
    SnapshotId id,
    Instant time,
    @Nullable SnapshotId parent,
    BlobId tree,
    List<String> paths,
    String hostname,
    String username,
    List<String> excludes,
    List<String> tags,
    String programVersion,
    @Nullable SnapshotSummary summary) {

  public Snapshot {
    paths = List.copyOf(paths);
    excludes = List.copyOf(excludes);
    tags = List.copyOf(tags);
  }
}
