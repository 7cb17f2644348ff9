// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.task;

import java.time.Instant;

/** The attempt was not started because its time had passed. */
public record TaskExpired(TaskAttempt attempt, Instant notAfter) implements TaskReport {}
