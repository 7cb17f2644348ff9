// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.ExecutorId;
import io.slackwater.contracts.task.ExecutorHeartbeat;
import io.slackwater.contracts.task.ExecutorKind;
import java.util.Set;

/**
 * The last heartbeat that was taken in of an executor instance in one cluster.
 *
 * @param sequence grows with each heartbeat
 * @param working what it lists as in work
 */
public record Beat(
    ExecutorId executor,
    ClusterId cluster,
    ExecutorKind kind,
    long sequence,
    Set<ExecutorHeartbeat.Working> working) {
  /** Copies the set. */
  public Beat {
    working = Set.copyOf(working);
  }
}
