// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.application;

import io.slackwater.policy.domain.Policy;
import java.time.Instant;

/**
 * A policy as it is stored.
 *
 * @param version grows with every change
 */
public record StoredPolicy(Policy policy, long version, Instant createdAt, Instant updatedAt) {}
