// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.request;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RequestId;
import io.slackwater.contracts.id.RunId;
import org.jspecify.annotations.Nullable;

/**
 * End a run that has not settled.
 *
 * @param application the run's
 * @param deadlineMillis how long its tasks may take to end in order; a minute when absent
 * @param reason why; absent when nobody says
 */
public record CancelRequested(
    RequestId request,
    ApplicationId application,
    RunId run,
    @Nullable Long deadlineMillis,
    @Nullable String reason,
    String requestedBy)
    implements RequestEvent {

  @Override
  public String key() {
    return application.key();
  }
}
