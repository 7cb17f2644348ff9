// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.blueprint;

import io.slackwater.dataservices.DataServiceException;

/** A dump cannot show what a kept snapshot showed. */
public final class SnapshotLostException extends DataServiceException {

  private static final long serialVersionUID = 1L;

  public SnapshotLostException(String message) {
    super(message);
  }

  public SnapshotLostException(String message, Throwable cause) {
    super(message, cause);
  }
}
