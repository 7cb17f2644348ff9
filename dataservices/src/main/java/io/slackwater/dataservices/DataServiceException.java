// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices;

/** Root of what can go wrong with data services and with the commands run in their pods. */
public class DataServiceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DataServiceException(String message) {
    super(message);
  }

  public DataServiceException(String message, Throwable cause) {
    super(message, cause);
  }
}
