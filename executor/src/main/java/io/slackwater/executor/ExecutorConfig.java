// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.slackwater.contracts.task.ExecutorKind;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an executor serves, and how it is fenced. */
@ConfigMapping(prefix = "slackwater.executor")
public interface ExecutorConfig {

  /** Which of the three executors this service is. */
  ExecutorKind kind();

  /**
   * The names of the clusters served; each needs an entry in {@link #cluster()} unless it is the
   * one the pod runs in.
   */
  List<String> clusters();

  /** How to reach each cluster, by its name. */
  Map<String, Cluster> cluster();

  /** How many tasks of one cluster are worked on at once; the others wait in Kafka. */
  @WithDefault("4")
  int slots();

  /** Slackwater's own namespace in each cluster: Leases, mover pods and their Secrets. */
  @WithDefault("slackwater-system")
  String namespace();

  /** Time between two heartbeats. */
  @WithDefault("5s")
  Duration heartbeatInterval();

  /**
   * An executor whose heartbeats were not acknowledged for this long ends its attempts. Shorter
   * than catalog-service's silence.
   */
  @WithDefault("15s")
  Duration abortAfter();

  /** A Lease that was not renewed for this long is free; renewed with each heartbeat. */
  @WithDefault("20s")
  Duration leaseDuration();

  /** One cluster. */
  interface Cluster {

    /** A kubeconfig; the pod's own account when absent. */
    Optional<Path> kubeconfig();

    /** The context in it; the current one when absent. */
    Optional<String> context();
  }
}
