// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.request;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RequestId;
import java.util.List;

/**
 * The answer to a request that can be read and cannot be done.
 *
 * @param requestType the CloudEvents type of the request
 * @param reasons every fault found, each saying what to change
 */
public record RequestRejected(
    RequestId request, ApplicationId application, String requestType, List<String> reasons)
    implements RequestEvent {

  /** Copies the list. */
  public RequestRejected {
    reasons = List.copyOf(reasons);
  }

  @Override
  public String key() {
    return application.key();
  }
}
