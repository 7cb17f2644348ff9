// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.DerivedIds;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.RequestId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.request.ImportRequested;
import org.jspecify.annotations.Nullable;

/**
 * Which restore points somebody wants taken in.
 *
 * @param request names the intent: the same one takes effect once
 * @param cluster whose executor reads the location
 * @param under only repositories at or below this path; all of them when absent
 * @param correlationId what the one who asks calls it
 */
public record ImportOrder(
    RequestId request,
    ClusterId cluster,
    LocationName location,
    @Nullable String under,
    @Nullable String correlationId) {

  /** The run of this order; the same for the same request. */
  public RunId run() {
    return DerivedIds.requestedRun(request, subject());
  }

  /** What stands for the import where an application is named. */
  public ApplicationId subject() {
    return ImportRequested.subject(cluster, location);
  }
}
