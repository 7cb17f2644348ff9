// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.error;

/** No snapshot has the given id, prefix or tags; or more than one has the prefix. */
public final class SnapshotNotFoundException extends RepositoryException {

  private static final long serialVersionUID = 1L;

  public SnapshotNotFoundException(String location, String wanted, String reason) {
    super(
        "snapshot %s in %s: %s. List what there is with snapshots"
            .formatted(wanted, location, reason));
  }
}
