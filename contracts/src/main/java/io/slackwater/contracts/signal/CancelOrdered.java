// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.signal;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RunId;
import java.time.Instant;

/**
 * A run is cancelled: its attempts release what they bar first, then end as cancelled.
 *
 * @param deadline when an attempt that has not ended loses its standing
 * @param reason who wants it and why
 */
public record CancelOrdered(RunId run, ApplicationId application, Instant deadline, String reason)
    implements SignalEvent {

  @Override
  public String key() {
    return application.key();
  }
}
