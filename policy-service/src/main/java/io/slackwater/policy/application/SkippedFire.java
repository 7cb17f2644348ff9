// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.application;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.PolicyName;
import java.time.Instant;

/** A turn that was not taken, and why. */
public record SkippedFire(
    PolicyName policy,
    ApplicationId application,
    Instant fireTime,
    String reason,
    Instant recordedAt) {}
