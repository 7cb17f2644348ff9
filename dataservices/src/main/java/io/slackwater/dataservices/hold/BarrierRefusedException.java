// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.hold;

import io.slackwater.dataservices.DataServiceException;

/** A barrier could not be raised in time; nothing is barred. The message says by whom. */
public final class BarrierRefusedException extends DataServiceException {

  private static final long serialVersionUID = 1L;

  public BarrierRefusedException(String message) {
    super(message);
  }
}
