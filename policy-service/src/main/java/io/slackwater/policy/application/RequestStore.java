// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.application;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RequestId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** Port: requests that have been answered, so that each takes effect once. */
public interface RequestStore {

  /**
   * Records that a request for an application is being answered.
   *
   * @return false when it was answered before
   */
  Uni<Boolean> insert(RequestId request, ApplicationId application, Instant now);
}
