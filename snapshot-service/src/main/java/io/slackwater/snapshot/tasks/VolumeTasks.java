// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.executor.TaskContext;
import io.slackwater.executor.TaskFailedException;
import io.slackwater.snapshot.application.Cluster;
import io.slackwater.snapshot.application.Patience;
import io.slackwater.snapshot.application.Progress;
import io.slackwater.snapshot.application.Work;
import io.slackwater.snapshot.config.SnapshotConfig;
import io.slackwater.snapshot.domain.TaskIdentity;
import io.slackwater.snapshot.domain.VolumeException;
import io.slackwater.snapshot.kubernetes.KubernetesCluster;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** What the handlers share: the cluster's ports, the bounds of the attempt, and its failure. */
@Singleton
final class VolumeTasks {

  private static final Logger LOGGER = Logger.getLogger(VolumeTasks.class);

  /** Kept of the task's time for taking away what a failed attempt made. */
  private static final Duration TIDYING = Duration.ofSeconds(10);

  private final KubernetesCluster clusters;
  private final SnapshotConfig config;
  private final Clock clock;

  VolumeTasks(KubernetesCluster clusters, SnapshotConfig config, Clock clock) {
    this.clusters = clusters;
    this.config = config;
    this.clock = clock;
  }

  /** Works on a task's volumes, after whatever tasks that ended long ago left was swept. */
  List<Artifact> run(TaskContext context, VolumeWork volumes) throws InterruptedException {
    Cluster cluster = clusters.of(context.kubernetes());
    TaskIdentity identity = TaskIdentity.of(context.task());
    context.checkActive();
    int swept = cluster.leftovers().sweep(clock.instant().minus(config.leftoverGrace()));
    if (swept > 0) {
      LOGGER.infof(
          "Swept leftovers clusterId=%s count=%d", identity.application().cluster(), swept);
    }
    Patience patience =
        new Patience(
            clock, config.pollInterval(), context::checkActive, identity.notAfter().minus(TIDYING));
    try {
      return List.copyOf(
          volumes.on(
              new Work(
                  identity,
                  cluster,
                  patience,
                  new Progress(context::progress),
                  back -> context.onCancelled((owner, until) -> back.with(until(owner, until))))));
    } catch (VolumeException e) {
      throw new TaskFailedException(String.valueOf(e.getMessage()), e.retryable(), e);
    }
  }

  private Patience until(Runnable owner, Instant until) {
    return new Patience(clock, config.pollInterval(), owner, until);
  }

  /** The work itself. */
  @FunctionalInterface
  interface VolumeWork {
    List<? extends Artifact> on(Work work) throws InterruptedException;
  }
}
