// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.slackwater.contracts.id.ClusterId;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Renews what this instance says of its repository locks, and looks after dead instances' locks:
 * each cluster by itself, and neither waits for the other.
 */
@Singleton
final class LockKeeping {

  private static final Logger LOGGER = Logger.getLogger(LockKeeping.class);

  private final LockLeases leases;
  private final DeadOwners deadOwners;
  private final Clusters clusters;
  private final long intervalMillis;
  private final ScheduledExecutorService timer;

  LockKeeping(LockLeases leases, DeadOwners deadOwners, Clusters clusters, ExecutorConfig config) {
    this.leases = leases;
    this.deadOwners = deadOwners;
    this.clusters = clusters;
    this.intervalMillis = config.heartbeatInterval().toMillis();
    this.timer =
        Executors.newScheduledThreadPool(
            2 * Math.max(1, clusters.served().size()),
            Thread.ofPlatform().name("lock-keeping-", 0).daemon().factory());
  }

  void start(@Observes StartupEvent event) {
    for (ClusterId cluster : clusters.served()) {
      repeat("renewing", leases::renew, cluster);
      repeat("sweeping", deadOwners::sweep, cluster);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    timer.shutdownNow();
    clusters.served().forEach(cluster -> guarded("resigning", leases::resign, cluster));
  }

  private void repeat(String what, Consumer<ClusterId> action, ClusterId cluster) {
    timer.scheduleWithFixedDelay(
        () -> guarded(what, action, cluster),
        intervalMillis,
        intervalMillis,
        TimeUnit.MILLISECONDS);
  }

  private static void guarded(String what, Consumer<ClusterId> action, ClusterId cluster) {
    try {
      action.accept(cluster);
    } catch (RuntimeException e) {
      LOGGER.warnf(
          "Names of repository locks were not kept step=%s clusterId=%s cause=%s",
          what, cluster, e.getMessage());
    }
  }
}
