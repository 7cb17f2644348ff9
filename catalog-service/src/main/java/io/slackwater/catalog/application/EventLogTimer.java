// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.application;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Keeps the event log bounded. Replicas may trim at once: what is gone is gone. */
@Singleton
final class EventLogTimer {
  private static final Logger LOGGER = Logger.getLogger(EventLogTimer.class);

  private final EventLog log;
  private final EventLog.Bounds bounds;

  EventLogTimer(EventLog log, EventLog.Bounds bounds) {
    this.log = log;
    this.bounds = bounds;
  }

  @Scheduled(
      every = "{slackwater.events.trim-interval:10m}",
      delayed = "1m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> trim() {
    return log.trim(bounds)
        .onFailure()
        .invoke(failure -> LOGGER.warn("The event log was not trimmed; trying later", failure))
        .onFailure()
        .recoverWithItem(0)
        .replaceWithVoid();
  }
}
