// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.id.PolicyName;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.restorepoint.RestorePointState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A restore point as retention sees it.
 *
 * @param policy whose rules decide about it; absent when somebody asked for it
 * @param createdAt when its run was planned
 * @param pinned whether a run needs it now
 */
public record KeptPoint(
    RestorePointId id,
    @Nullable PolicyName policy,
    RestorePointState state,
    Instant createdAt,
    boolean pinned) {

  /** Whether all that was to be captured is in it. */
  boolean good() {
    return state == RestorePointState.COMPLETE || state == RestorePointState.EXPORTED;
  }

  /** Whether it fills a place that a rule grants. */
  boolean counts() {
    return good() || state == RestorePointState.PARTIAL;
  }
}
