// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.task;

/**
 * The attempt failed.
 *
 * @param reason what failed, where, why, and what to do
 * @param retryable whether another attempt can be expected to do better
 */
public record TaskFailed(TaskAttempt attempt, String reason, boolean retryable)
    implements TaskReport {}
