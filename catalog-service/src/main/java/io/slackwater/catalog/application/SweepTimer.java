// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.application;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Lets the supervisor look again and again, one look at a time. */
@Singleton
final class SweepTimer {
  private static final Logger LOGGER = Logger.getLogger(SweepTimer.class);

  private final Sweep sweep;

  SweepTimer(Sweep sweep) {
    this.sweep = sweep;
  }

  @Scheduled(
      every = "{slackwater.supervision.sweep-interval:2s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> look() {
    return sweep
        .run()
        .onFailure()
        .invoke(failure -> LOGGER.warn("A sweep failed; the next one looks again", failure))
        .onFailure()
        .recoverWithNull();
  }
}
