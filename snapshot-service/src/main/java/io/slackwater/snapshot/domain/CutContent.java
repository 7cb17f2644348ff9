// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A VolumeSnapshotContent: the storage's side of a snapshot.
 *
 * @param retained whether the storage keeps the snapshot when its Kubernetes objects go
 * @param handle the storage's own id; absent until it was cut
 * @param createdAt when the storage cut it; absent until then
 * @param restoreSizeBytes the least size of a volume made from it; absent when not known
 * @param error what the storage complained of last
 */
public record CutContent(
    String name,
    String driver,
    @Nullable String snapshotClass,
    boolean retained,
    boolean readyToUse,
    @Nullable String handle,
    @Nullable Instant createdAt,
    @Nullable Long restoreSizeBytes,
    @Nullable String error) {

  /**
   * Whether nothing that is written from now on can be in it.
   *
   * @param atCreation whether its driver reports the creation when that is so
   */
  public boolean fixed(boolean atCreation) {
    return handle != null && createdAt != null && (atCreation || readyToUse);
  }

  /** Whether the snapshot is cut, ready, and kept whatever happens to its namespace. */
  public boolean safe() {
    return retained && readyToUse && handle != null && createdAt != null;
  }
}
