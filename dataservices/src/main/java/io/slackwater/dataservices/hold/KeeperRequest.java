// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.hold;

import io.slackwater.dataservices.DataServiceException;
import java.time.Duration;

/**
 * Snapshots to be kept.
 *
 * @param holdId the hold they are part of, as in {@link BarrierRequest}
 * @param keep how long at most, from when they are taken
 */
public record KeeperRequest(String holdId, Duration keep) {

  private static final Duration USUAL = Duration.ofSeconds(60);
  private static final Duration LONGEST = Duration.ofHours(1);

  public KeeperRequest {
    BarrierRequest.requireId(holdId);
    if (keep.toMillis() < 1 || keep.compareTo(LONGEST) > 0) {
      throw new DataServiceException(
          "snapshots are kept up to %s, not %s".formatted(LONGEST, keep));
    }
  }

  /** For as long as a dump needs to begin. */
  public static KeeperRequest of(String holdId) {
    return new KeeperRequest(holdId, USUAL);
  }
}
