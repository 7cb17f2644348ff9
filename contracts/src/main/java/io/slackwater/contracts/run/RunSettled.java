// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.run;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.PolicyName;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run ended, for good.
 *
 * @param reasons why it is not {@link Outcome#SUCCEEDED}; empty when it is
 */
public record RunSettled(
    RunId run,
    RunKind kind,
    ApplicationId application,
    RestorePointId restorePoint,
    @Nullable PolicyName policy,
    Outcome outcome,
    List<String> reasons,
    Instant startedAt,
    Instant settledAt)
    implements RunEvent {

  /** Copies the list. */
  public RunSettled {
    reasons = List.copyOf(reasons);
  }
}
