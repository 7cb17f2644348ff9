// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.task;

/**
 * The attempt waits for something that others hold.
 *
 * @param reason what it waits for, and who holds it
 */
public record TaskWaiting(TaskAttempt attempt, String reason) implements TaskReport {}
