// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.slackwater.contracts.id.ClusterId;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * How many tasks run at once, counted per cluster so that a slow cluster never stops the others.
 * Thread-safe.
 */
@Singleton
final class Slots {

  private final int perCluster;
  private final Map<ClusterId, Semaphore> free = new ConcurrentHashMap<>();

  Slots(ExecutorConfig config) {
    this.perCluster = config.slots();
  }

  void take(ClusterId cluster) throws InterruptedException {
    of(cluster).acquire();
  }

  void give(ClusterId cluster) {
    of(cluster).release();
  }

  private Semaphore of(ClusterId cluster) {
    return free.computeIfAbsent(cluster, any -> new Semaphore(perCluster, true));
  }
}
