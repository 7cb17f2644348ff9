// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.slackwater.contracts.id.ClusterId;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Looks for temporary key files that outlived their restore, as when the hub was lost. */
@Singleton
final class KeySweep {

  private static final Logger LOGGER = Logger.getLogger(KeySweep.class);
  private static final Duration INTERVAL = Duration.ofMinutes(5);

  private final RepositoryKeys keys;
  private final Clusters clusters;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("key-sweep").daemon().factory());

  KeySweep(RepositoryKeys keys, Clusters clusters) {
    this.keys = keys;
    this.clusters = clusters;
  }

  void start(@Observes StartupEvent event) {
    var unused =
        timer.scheduleWithFixedDelay(
            () -> clusters.served().forEach(this::sweep),
            INTERVAL.toSeconds(),
            INTERVAL.toSeconds(),
            TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    timer.shutdownNow();
  }

  private void sweep(ClusterId cluster) {
    try {
      keys.sweep(cluster);
    } catch (RuntimeException e) {
      LOGGER.warnf(
          "Temporary keys were not looked at clusterId=%s cause=%s", cluster, e.getMessage());
    }
  }
}
