// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.application;

import io.quarkus.scheduler.Scheduled;
import io.slackwater.catalog.domain.Change;
import io.slackwater.catalog.domain.Run;
import io.slackwater.catalog.domain.Supervision;
import io.slackwater.contracts.id.ApplicationId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Looks again and again at what is kept no longer. Replicas may look at once. */
@Singleton
public final class RetentionTimer {
  private static final Logger LOGGER = Logger.getLogger(RetentionTimer.class);

  private final RetentionStore store;
  private final Supervision supervision;
  private final RetentionSwitch enabled;
  private final Clock clock;

  RetentionTimer(
      RetentionStore store, Supervision supervision, RetentionSwitch enabled, Clock clock) {
    this.store = store;
    this.supervision = supervision;
    this.enabled = enabled;
    this.clock = clock;
  }

  @Scheduled(
      every = "{slackwater.retention.interval:10m}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> look() {
    return enabled.on()
        ? round()
            .onFailure()
            .invoke(failure -> LOGGER.warn("A round of retention failed; trying later", failure))
            .onFailure()
            .recoverWithNull()
        : Uni.createFrom().voidItem();
  }

  /** Looks at each application once; what fails for one hinders no other. */
  public Uni<Void> round() {
    return store
        .ruled()
        .flatMap(
            applications ->
                Multi.createFrom()
                    .iterable(applications)
                    .onItem()
                    .transformToUniAndConcatenate(this::look)
                    .collect()
                    .last()
                    .replaceWithVoid());
  }

  private Uni<Void> look(ApplicationId application) {
    Instant now = clock.instant();
    return store
        .retire(application, now, this::begin)
        .flatMap(done -> store.maintain(application, now, this::begin))
        .onFailure()
        .invoke(
            failure ->
                LOGGER.warnf(
                    failure, "Retention of an application failed application=%s", application))
        .onFailure()
        .recoverWithNull();
  }

  private Change begin(Run run) {
    return Change.retiring(run).then(supervision.consequences(run, clock.instant()));
  }
}
