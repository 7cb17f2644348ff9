// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.application;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.run.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run of a policy, in short.
 *
 * @param outcome absent while it is not settled
 */
public record PolicyRun(
    RunId run,
    ApplicationId application,
    Instant plannedAt,
    @Nullable Outcome outcome,
    @Nullable Instant settledAt) {}
