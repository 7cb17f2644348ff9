// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.task.HoldOrder;
import io.slackwater.contracts.task.TaskSpec.SnapshotVolumes;
import io.slackwater.executor.TaskContext;
import io.slackwater.snapshot.application.Work;
import io.slackwater.snapshot.application.hold.HoldAttempt;
import io.slackwater.snapshot.application.hold.HoldCoordinator;
import io.slackwater.snapshot.kubernetes.hold.KubernetesHolds;
import jakarta.inject.Singleton;
import java.util.List;

/** Coordinates holds for attempts that have one in their order. */
@Singleton
final class HeldCut {

  private final HoldCoordinator coordinator;
  private final KubernetesHolds clusters;
  private final SignalsOfAttempts signals;

  HeldCut(HoldCoordinator coordinator, KubernetesHolds clusters, SignalsOfAttempts signals) {
    this.coordinator = coordinator;
    this.clusters = clusters;
    this.signals = signals;
  }

  List<Artifact> run(TaskContext context, Work work, SnapshotVolumes spec, HoldOrder order)
      throws InterruptedException {
    return coordinator.run(
        new HoldAttempt(
            work,
            clusters.barriers(context.kubernetes(), work.identity()),
            clusters.records(context.kubernetes()),
            signals.of(context),
            release -> {
              context.onCancel(release);
              context.onAbort(release);
            }),
        spec,
        order);
  }
}
