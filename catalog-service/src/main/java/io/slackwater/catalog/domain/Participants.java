// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that wait for a hold. While its coordinator is tried again they go on waiting; when it was
 * given up for good no hold will come, and their next attempt dumps by itself.
 */
final class Participants {
  private Participants() {}

  static Run release(Run run, Instant now) {
    Run released = run;
    for (Task task : run.tasks()) {
      TaskPlanned alone = alone(run, task);
      if (alone != null) {
        released =
            released.change(task.id(), t -> t.withOrder(alone).next(Cause.HOLD_GIVEN_UP, now, now));
      }
    }
    return released;
  }

  private static @Nullable TaskPlanned alone(Run run, Task task) {
    TaskPlanned order = task.order();
    if (task.ended()
        || order == null
        || !(order.spec() instanceof TaskSpec.DumpDataService dump)
        || dump.coordinator() == null) {
      return null;
    }
    boolean givenUp =
        run.task(dump.coordinator())
            .filter(coordinator -> coordinator.ended() && !coordinator.succeeded())
            .isPresent();
    return givenUp
        ? TaskOrders.spec(
            order,
            new TaskSpec.DumpDataService(dump.repository(), dump.scope(), dump.dataService()))
        : null;
  }
}
