// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.application;

import io.slackwater.contracts.event.Envelope;
import io.slackwater.policy.domain.BackupOrder;
import io.slackwater.policy.domain.BackupPlanner;
import io.smallrye.mutiny.Uni;
import java.util.Iterator;

/** Makes a run: its row, its plan and its tasks, in the caller's transaction. */
final class BackupStarter {

  private BackupStarter() {}

  /** Makes the run of an order; false, and nothing is done, when the run was made before. */
  static Uni<Boolean> start(Stores stores, BackupOrder order) {
    return stores
        .runs()
        .insert(order)
        .flatMap(
            isNew ->
                isNew
                    ? publish(stores, BackupPlanner.plan(order).events().iterator())
                        .replaceWith(true)
                    : Uni.createFrom().item(false));
  }

  private static Uni<Void> publish(Stores stores, Iterator<Envelope<?>> events) {
    return events.hasNext()
        ? stores.publish(events.next()).flatMap(done -> publish(stores, events))
        : Uni.createFrom().voidItem();
  }
}
