// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.request;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * Take into the catalog the restore points that a location holds.
 *
 * @param cluster whose executor reads the location: it must know it, and open its repositories
 * @param under only repositories at or below this path, for example {@code east/shop}; all of them
 *     when absent
 */
public record ImportRequested(
    RequestId request,
    ClusterId cluster,
    LocationName location,
    @Nullable String under,
    String requestedBy)
    implements RequestEvent {

  private static final String SYSTEM = "slackwater-system";

  /**
   * What stands for the import where an application is named: it is of the cluster that reads, in
   * Slackwater's own namespace, and named after the location.
   */
  public static ApplicationId subject(ClusterId cluster, LocationName location) {
    return new ApplicationId(cluster, SYSTEM, location.value());
  }

  @Override
  public String key() {
    return subject(cluster, location).key();
  }
}
