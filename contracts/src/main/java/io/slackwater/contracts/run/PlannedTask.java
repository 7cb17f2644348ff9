// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.run;

import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.ExecutorKind;

/**
 * A task of a plan, in short.
 *
 * @param kind the task's kind, as in its specification
 * @param component what it concerns, as {@code Kind/name}
 * @param stage tasks of one stage may run side by side; a stage begins when the one before it ended
 */
public record PlannedTask(
    TaskId task, ExecutorKind executor, String kind, String component, int stage) {}
