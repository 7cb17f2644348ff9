// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Watches over the attempts in work: renews their Leases, ends one whose Leases could not be
 * renewed for most of their duration or were lost, and one whose time has passed.
 */
@Singleton
final class Guardian {

  private static final Logger LOGGER = Logger.getLogger(Guardian.class);
  private static final int SWEEP_EVERY_BEATS = 720;

  private final WorkingAttempts working;
  private final Leases leases;
  private final TaskClaims claims;
  private final ExecutorConfig config;
  private final Clock clock;
  private final Map<Attempt, Long> renewedAt = new WeakHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("guardian").factory());
  private int beats;

  Guardian(
      WorkingAttempts working,
      Leases leases,
      TaskClaims claims,
      ExecutorConfig config,
      Clock clock) {
    this.working = working;
    this.leases = leases;
    this.claims = claims;
    this.config = config;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    long interval = config.heartbeatInterval().toMillis();
    timer.scheduleWithFixedDelay(this::watch, interval, interval, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    timer.shutdownNow();
  }

  private void watch() {
    working.all().forEach(this::watch);
    if (beats++ % SWEEP_EVERY_BEATS == 0) {
      try {
        claims.sweep();
      } catch (RuntimeException e) {
        LOGGER.warn("Old claims were not swept", e);
      }
    }
  }

  private void watch(Attempt attempt) {
    if (clock.instant().isAfter(attempt.task().notAfter())) {
      attempt.abort("the task's time passed at " + attempt.task().notAfter());
      return;
    }
    if (!attempt.holdsLeases()) {
      return;
    }
    long now = System.nanoTime();
    try {
      leases.renew(attempt);
      renewedAt.put(attempt, now);
    } catch (TaskAbortedException lost) {
      attempt.abort(String.valueOf(lost.getMessage()));
    } catch (RuntimeException e) {
      LOGGER.warnf(e, "A Lease was not renewed taskId=%s", attempt.task().task());
      long since = now - renewedAt.computeIfAbsent(attempt, any -> now);
      if (since > config.leaseDuration().toNanos() * 3 / 4) {
        attempt.abort("the task's Leases could not be renewed for " + config.leaseDuration());
      }
    }
  }
}
