// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.blueprint;

import io.slackwater.dataservices.DataServiceException;

/** A data service answered a question with an error, or not as expected. */
public final class DataServiceQueryException extends DataServiceException {

  private static final long serialVersionUID = 1L;

  public DataServiceQueryException(String message) {
    super(message);
  }

  public DataServiceQueryException(String message, Throwable cause) {
    super(message, cause);
  }
}
