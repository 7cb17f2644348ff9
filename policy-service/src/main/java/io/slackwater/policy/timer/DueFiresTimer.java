// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.timer;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.slackwater.policy.application.DueFires;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Looks for due turns at short intervals; every replica does. */
@Singleton
final class DueFiresTimer {

  private static final Logger LOGGER = Logger.getLogger(DueFiresTimer.class);
  private static final String FIRES = "slackwater.policy.fires";

  private final DueFires dueFires;
  private final MeterRegistry meters;

  DueFiresTimer(DueFires dueFires, MeterRegistry meters) {
    this.dueFires = dueFires;
    this.meters = meters;
  }

  @Scheduled(
      identity = "due-fires",
      every = "${slackwater.policy.claim-interval}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> look() {
    return dueFires
        .takeAll()
        .invoke(this::count)
        .onFailure()
        .invoke(failure -> LOGGER.warn("Due turns could not be looked up; trying again", failure))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  private void count(DueFires.Tally tally) {
    meters.counter(FIRES, "outcome", "run").increment(tally.runs());
    meters.counter(FIRES, "outcome", "skipped").increment(tally.skipped());
    meters.counter(FIRES, "outcome", "failed").increment(tally.failed());
  }
}
