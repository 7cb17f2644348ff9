// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.request;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.RequestId;
import io.slackwater.contracts.run.Approach;

/**
 * Protect an application now.
 *
 * @param export whether snapshots are also copied into the location
 */
public record BackupRequested(
    RequestId request,
    ApplicationId application,
    Approach approach,
    LocationName location,
    boolean export,
    String requestedBy)
    implements RequestEvent {

  @Override
  public String key() {
    return application.key();
  }
}
