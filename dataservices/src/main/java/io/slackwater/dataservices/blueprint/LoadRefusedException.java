// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.blueprint;

import io.slackwater.dataservices.DataServiceException;

/** A load was refused before it touched anything. */
public final class LoadRefusedException extends DataServiceException {

  private static final long serialVersionUID = 1L;

  public LoadRefusedException(String message) {
    super(message);
  }

  public LoadRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
