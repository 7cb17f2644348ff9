// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.application;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.application.ApplicationEvent;
import io.slackwater.contracts.application.ApplicationRemoved;
import io.slackwater.contracts.id.ApplicationId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Use case: applications come, change and go. Thread-safe. */
@Singleton
public final class ApplicationProjection {

  private final Transactions transactions;
  private final InstantSource clock;

  ApplicationProjection(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Takes what discovery-service says; what is older than what is known has no effect.
   *
   * @param saidAt the time of the event
   */
  public Uni<Void> accept(ApplicationEvent event, Instant saidAt) {
    return transactions.run(
        stores ->
            stores
                .applications()
                .excludePolicyChanges()
                .flatMap(
                    locked ->
                        switch (event) {
                          case ApplicationDiscovered discovered ->
                              discovered(stores, discovered, saidAt);
                          case ApplicationRemoved(ApplicationId application) ->
                              removed(stores, application, saidAt);
                        }));
  }

  private Uni<Void> discovered(Stores stores, ApplicationDiscovered discovered, Instant saidAt) {
    return stores
        .applications()
        .record(discovered, saidAt)
        .flatMap(
            isNews ->
                isNews
                    ? stores
                        .policies()
                        .all()
                        .flatMap(
                            policies ->
                                Selection.applicationChanged(
                                    stores, discovered, policies, clock.instant()))
                    : Uni.createFrom().voidItem());
  }

  private static Uni<Void> removed(Stores stores, ApplicationId application, Instant saidAt) {
    return stores
        .applications()
        .remove(application, saidAt)
        .flatMap(
            isNews -> isNews ? stores.fires().removeAll(application) : Uni.createFrom().voidItem());
  }
}
