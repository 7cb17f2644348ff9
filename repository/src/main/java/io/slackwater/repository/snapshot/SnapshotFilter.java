// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.snapshot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses snapshots; what is empty or null does not restrict.
 *
 * @param tags all of these must be there
 * @param hostname must be equal
 * @param paths all of these must be there
 */
public record SnapshotFilter(List<String> tags, @Nullable String hostname, List<String> paths) {

  /** Chooses all. */
  public static final SnapshotFilter ALL = new SnapshotFilter(List.of(), null, List.of());

  public SnapshotFilter {
    tags = List.copyOf(tags);
    paths = List.copyOf(paths);
  }

  /** Chooses those that have all these tags. */
  public static SnapshotFilter tagged(String... tags) {
    return new SnapshotFilter(List.of(tags), null, List.of());
  }

  /** Tells whether a snapshot is chosen. */
  public boolean matches(Snapshot snapshot) {
    return snapshot.tags().containsAll(tags)
        && snapshot.paths().containsAll(paths)
        && (hostname == null || hostname.equals(snapshot.hostname()));
  }
}
