// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.application;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Keeps what only grows bounded. Replicas may trim at once: what is gone is gone. */
@Singleton
final class TrimTimer {
  private static final Logger LOGGER = Logger.getLogger(TrimTimer.class);

  private final EventLog log;
  private final EventLog.Bounds bounds;
  private final SupervisionView executors;

  TrimTimer(EventLog log, EventLog.Bounds bounds, SupervisionView executors) {
    this.log = log;
    this.bounds = bounds;
    this.executors = executors;
  }

  @Scheduled(
      every = "{slackwater.events.trim-interval:10m}",
      delayed = "1m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> trim() {
    return log.trim(bounds)
        .flatMap(trimmed -> executors.forgetGone())
        .onFailure()
        .invoke(
            failure ->
                LOGGER.warn("Event log and executors were not trimmed; trying later", failure))
        .onFailure()
        .recoverWithNull();
  }
}
