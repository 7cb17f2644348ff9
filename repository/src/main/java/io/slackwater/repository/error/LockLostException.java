// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.error;

/**
 * A lock could not be refreshed for so long that others may regard it as stale: the operation
 * stopped.
 */
public final class LockLostException extends RepositoryException {

  private static final long serialVersionUID = 1L;

  public LockLostException(String location, String reason) {
    super(
        "the lock of %s was lost: %s. Nothing more was written; start the operation again"
            .formatted(location, reason));
  }
}
