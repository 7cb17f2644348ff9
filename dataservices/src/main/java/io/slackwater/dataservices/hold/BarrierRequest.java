// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.hold;

import io.slackwater.dataservices.DataServiceException;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A barrier to be raised.
 *
 * @param holdId the hold it is part of: up to 40 letters, digits, {@code . _ -}; sessions in a data
 *     service carry it in their name
 * @param maxHold the longest time from when it is raised; the pod and the data service both enforce
 *     it
 * @param raiseTimeout how long to wait for writers that are in the midst of something; what was
 *     barred until then counts as held
 */
public record BarrierRequest(String holdId, Duration maxHold, Duration raiseTimeout) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,40}");
  private static final Duration LONGEST = Duration.ofMinutes(10);

  public BarrierRequest {
    requireId(holdId);
    if (maxHold.toMillis() < 1 || maxHold.compareTo(LONGEST) > 0 || raiseTimeout.toMillis() < 1) {
      throw new DataServiceException(
          "a hold lasts up to %s and is raised in a time above 0, not %s and %s"
              .formatted(LONGEST, maxHold, raiseTimeout));
    }
  }

  static void requireId(String holdId) {
    if (!ID.matcher(holdId).matches()) {
      throw new DataServiceException("not an id of a hold: " + holdId);
    }
  }
}
