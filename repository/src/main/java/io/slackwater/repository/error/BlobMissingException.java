// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.error;

import io.slackwater.repository.id.BlobId;

/** A snapshot names a blob that no index knows. */
public final class BlobMissingException extends RepositoryException {

  private static final long serialVersionUID = 1L;

  private final transient BlobId blob;

  /**
   * @param blob the missing blob
   * @param kind {@code data} or {@code tree}
   */
  public BlobMissingException(BlobId blob, String kind) {
    super(
        "%s blob %s is in no index of the repository: an index or pack file was lost. Run check to see which snapshots are affected"
            .formatted(kind, blob));
    this.blob = blob;
  }

  /** Returns the missing blob. */
  public BlobId blob() {
    return blob;
  }
}
