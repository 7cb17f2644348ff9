// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

import io.slackwater.contracts.id.HoldId;

/**
 * The API server did not say whether a hold's seal was recorded. Nothing may be deleted or said of
 * it: the next attempt reads the record and goes by that.
 */
public final class SealUnknownException extends VolumeException {

  private static final long serialVersionUID = 1L;

  /** Of a hold whose barriers are released. */
  public SealUnknownException(HoldId hold, String why) {
    super(
        "hold %s was proved, but whether its seal was recorded is not known (%s): the next attempt reads the record"
            .formatted(hold, why),
        true);
  }
}
