// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.request;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RequestId;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.run.RestoreSource;
import io.slackwater.contracts.task.RestoreTarget;

/** Bring an application back from a restore point. */
public record RestoreRequested(
    RequestId request,
    ApplicationId application,
    RestorePointId restorePoint,
    RestoreTarget target,
    RestoreSource source,
    String requestedBy)
    implements RequestEvent {

  @Override
  public String key() {
    return application.key();
  }
}
