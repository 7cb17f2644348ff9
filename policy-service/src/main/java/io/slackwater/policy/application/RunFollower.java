// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.application;

import io.slackwater.contracts.run.RunEvent;
import io.slackwater.contracts.run.RunKind;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.run.RunSettled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Use case: what became of runs is remembered, so that runs of a policy do not overlap and policies
 * rest while their application is being restored. Thread-safe.
 */
@Singleton
public final class RunFollower {

  private final Transactions transactions;

  RunFollower(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Takes what is said of a run; again, late or in another order makes no difference. */
  public Uni<Void> accept(RunEvent event) {
    return switch (event) {
      case RunPlanned planned ->
          planned.kind() == RunKind.RESTORE
              ? transactions.run(stores -> stores.restores().begin(planned))
              : Uni.createFrom().voidItem();
      case RunSettled settled ->
          settled.kind() == RunKind.RESTORE
              ? transactions.run(stores -> stores.restores().settle(settled))
              : transactions.run(stores -> stores.runs().settle(settled)).replaceWithVoid();
    };
  }
}
