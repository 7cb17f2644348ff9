// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.snapshot;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the caller says of a snapshot to be written.
 *
 * @param tags labels by which it will be found
 * @param hostname where the data lives; null for the client's own
 * @param time when the data was read; null for the start of the backup
 */
public record SnapshotLabels(List<String> tags, @Nullable String hostname, @Nullable Instant time) {

  public SnapshotLabels {
    tags = List.copyOf(tags);
  }

  /** Labels with tags alone. */
  public static SnapshotLabels tagged(String... tags) {
    return new SnapshotLabels(List.of(tags), null, null);
  }

  /** Labels with tags alone. */
  public static SnapshotLabels tagged(List<String> tags) {
    return new SnapshotLabels(tags, null, null);
  }
}
