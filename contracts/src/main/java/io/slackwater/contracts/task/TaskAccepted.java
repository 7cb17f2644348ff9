// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.task;

/** A slot was free and the executor took the attempt. */
public record TaskAccepted(TaskAttempt attempt) implements TaskReport {}
