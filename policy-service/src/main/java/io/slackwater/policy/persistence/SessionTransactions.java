// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.persistence;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.slackwater.outbox.DatabaseOutage;
import io.slackwater.outbox.Outbox;
import io.slackwater.policy.application.StoreUnavailableException;
import io.slackwater.policy.application.Stores;
import io.slackwater.policy.application.Transactions;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Transactions through Hibernate Reactive. Each has a Vert.x context of its own: a session belongs
 * to its context, and so no two transactions ever share one, whoever calls from wherever.
 */
@Singleton
final class SessionTransactions implements Transactions {

  private final Mutiny.SessionFactory sessions;
  private final Outbox outbox;
  private final Vertx vertx;
  private final DatabaseOutage outage;

  SessionTransactions(
      Mutiny.SessionFactory sessions, Outbox outbox, Vertx vertx, DatabaseOutage outage) {
    this.sessions = sessions;
    this.outbox = outbox;
    this.vertx = vertx;
    this.outage = outage;
  }

  @Override
  public <T> Uni<T> run(Function<Stores, Uni<T>> work) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
              VertxContextSafetyToggle.setContextSafe(own, true);
              own.runOnContext(
                  started ->
                      Uni.createFrom()
                          .deferred(() -> transaction(work))
                          .subscribe()
                          .with(emitter::complete, emitter::fail));
            });
  }

  private <T> Uni<T> transaction(Function<Stores, Uni<T>> work) {
    return sessions
        .withTransaction(session -> work.apply(new SessionStores(session, outbox)))
        .onFailure(outage::isBehind)
        .transform(StoreUnavailableException::new);
  }
}
