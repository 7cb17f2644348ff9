// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.task;

import org.jspecify.annotations.Nullable;

/**
 * How far the attempt is.
 *
 * @param step what it is doing
 * @param doneBytes bytes done in this step
 * @param totalBytes bytes of the whole step; absent when not known
 */
public record TaskProgressed(
    TaskAttempt attempt, String step, long doneBytes, @Nullable Long totalBytes)
    implements TaskReport {}
