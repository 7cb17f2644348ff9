// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.task;

import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.ExecutorId;
import io.slackwater.contracts.id.TaskId;
import java.util.List;

/**
 * An executor instance lives, and works on these attempts.
 *
 * @param sequence grows with each heartbeat of the instance
 */
public record ExecutorHeartbeat(
    ExecutorId executor, ExecutorKind kind, ClusterId cluster, long sequence, List<Working> working)
    implements TaskEvent {

  /** Copies the list. */
  public ExecutorHeartbeat {
    working = List.copyOf(working);
  }

  @Override
  public String key() {
    return executor.value();
  }

  /** One attempt in work. */
  public record Working(TaskId task, int attempt) {}
}
