// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.error;

import io.slackwater.repository.id.SnapshotId;

/** A snapshot has no such path, or it is not of the wanted type. */
public final class PathNotFoundException extends RepositoryException {

  private static final long serialVersionUID = 1L;

  private final transient SnapshotId snapshot;
  private final String path;

  public PathNotFoundException(SnapshotId snapshot, String path, String reason) {
    super(
        "path %s in snapshot %s: %s. List its paths with ls"
            .formatted(path, snapshot.shortHex(), reason));
    this.snapshot = snapshot;
    this.path = path;
  }

  /** Returns the snapshot that was searched. */
  public SnapshotId snapshot() {
    return snapshot;
  }

  /** Returns the path that was not found. */
  public String path() {
    return path;
  }
}
