// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.task;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.ExecutorId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;

/**
 * Which attempt of which task an event speaks of.
 *
 * @param executor the instance that works on it
 * @param sequence grows with each event of the attempt; of two states the higher (attempt,
 *     sequence) holds
 */
public record TaskAttempt(
    TaskId task,
    RunId run,
    ApplicationId application,
    int attempt,
    ExecutorId executor,
    long sequence) {}
