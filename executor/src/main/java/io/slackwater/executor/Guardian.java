// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.slackwater.contracts.id.ClusterId;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Watches over the attempts in work, each cluster's by itself: renews their Leases, ends one whose
 * Leases could not be renewed for most of their duration or were lost, and one whose time has
 * passed.
 */
@Singleton
final class Guardian {

  private static final Logger LOGGER = Logger.getLogger(Guardian.class);

  private final WorkingAttempts working;
  private final Leases leases;
  private final TaskClaims claims;
  private final ExecutorConfig config;

  private final Clusters clusters;
  private final Map<Attempt, Long> renewedAt = Collections.synchronizedMap(new WeakHashMap<>());
  private final ScheduledExecutorService timer;

  Guardian(
      WorkingAttempts working,
      Leases leases,
      TaskClaims claims,
      Clusters clusters,
      ExecutorConfig config) {
    this.working = working;
    this.leases = leases;
    this.claims = claims;
    this.clusters = clusters;
    this.config = config;
    this.timer =
        Executors.newScheduledThreadPool(
            Math.max(1, clusters.served().size()),
            Thread.ofPlatform().name("guardian-", 0).factory());
  }

  void start(@Observes StartupEvent event) {
    long interval = config.heartbeatInterval().toMillis();
    for (ClusterId cluster : clusters.served()) {
      timer.scheduleWithFixedDelay(() -> watch(cluster), interval, interval, TimeUnit.MILLISECONDS);
      timer.scheduleWithFixedDelay(() -> sweep(cluster), 1, 60, TimeUnit.MINUTES);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    timer.shutdownNow();
  }

  private void watch(ClusterId cluster) {
    for (Attempt attempt : working.of(cluster)) {
      try {
        watch(attempt);
      } catch (RuntimeException e) {
        LOGGER.errorf(e, "An attempt was not watched over taskId=%s", attempt.task().task());
      }
    }
  }

  private void sweep(ClusterId cluster) {
    try {
      claims.sweep(cluster);
    } catch (RuntimeException e) {
      LOGGER.warnf(e, "Old claims were not swept clusterId=%s", cluster);
    }
  }

  private void watch(Attempt attempt) {
    if (attempt.expired()) {
      attempt.abort("the task's time passed at " + attempt.task().notAfter());
      return;
    }
    long now = System.nanoTime();
    try {
      attempt.whileHoldingLeases(() -> leases.renew(attempt));
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
