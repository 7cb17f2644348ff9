// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.blueprint;

import io.slackwater.dataservices.DataServiceException;

/** A load failed; what was there before is still in place. */
public final class LoadFailedException extends DataServiceException {

  private static final long serialVersionUID = 1L;

  public LoadFailedException(String message) {
    super(message);
  }

  public LoadFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
