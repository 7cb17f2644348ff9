// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.blueprint;

import io.slackwater.dataservices.DataServiceException;

/** No pod of a data service can be dumped. */
public final class NoDumpSourceException extends DataServiceException {

  private static final long serialVersionUID = 1L;

  public NoDumpSourceException(String message) {
    super(message);
  }

  public NoDumpSourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
