// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.task;

/**
 * The attempt was ended before it was done, by request or because the executor lost its standing.
 */
public record TaskCancelled(TaskAttempt attempt, String reason) implements TaskReport {}
