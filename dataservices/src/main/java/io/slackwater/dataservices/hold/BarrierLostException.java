// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.hold;

import io.slackwater.dataservices.DataServiceException;

/** Writers were not proved to be barred all the time. */
public final class BarrierLostException extends DataServiceException {

  private static final long serialVersionUID = 1L;

  public BarrierLostException(String message) {
    super(message);
  }
}
