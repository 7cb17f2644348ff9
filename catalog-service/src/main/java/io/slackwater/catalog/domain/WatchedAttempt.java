// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.ExecutorId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.ExecutorHeartbeat;
import io.slackwater.contracts.task.ExecutorKind;

/**
 * An attempt that an executor has.
 *
 * @param sequence of the last report of it that was taken in
 */
public record WatchedAttempt(
    RunId run,
    TaskId task,
    int attempt,
    long sequence,
    ExecutorId executor,
    ExecutorKind kind,
    ClusterId cluster) {
  ExecutorHeartbeat.Working working() {
    return new ExecutorHeartbeat.Working(task, attempt);
  }
}
