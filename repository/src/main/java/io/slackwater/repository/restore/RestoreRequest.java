// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.restore;

import io.slackwater.repository.id.SnapshotId;
import java.nio.file.Path;

/**
 * What to restore, and where to.
 *
 * @param snapshot which snapshot
 * @param subPath {@code /} for all of it, so that a backup of {@code /data} comes to {@code
 *     <target>/data}; or a path in it: a directory's content comes right into the target, which
 *     takes on its owner, mode and times, and a file comes into the target under its name
 * @param target a directory; created if it is not there. What is in the way of a restored file is
 *     replaced, all else left
 * @param filter what of it
 * @param verify reads every restored file again and compares it with the snapshot
 */
public record RestoreRequest(
    SnapshotId snapshot, String subPath, Path target, PathFilter filter, boolean verify) {

  /** Everything at and below a path. */
  public RestoreRequest(SnapshotId snapshot, String subPath, Path target) {
    this(snapshot, subPath, target, PathFilter.ALL, false);
  }

  /** Restores a whole snapshot. */
  public static RestoreRequest all(SnapshotId snapshot, Path target) {
    return new RestoreRequest(snapshot, "/", target);
  }
}
