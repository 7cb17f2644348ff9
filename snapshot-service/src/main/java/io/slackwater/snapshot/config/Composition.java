// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.config;

import io.slackwater.executor.ExecutorConfig;
import io.slackwater.executor.Locations;
import io.slackwater.snapshot.application.Exports;
import io.slackwater.snapshot.application.Limits;
import io.slackwater.snapshot.application.SnapshotExport;
import io.slackwater.snapshot.application.VolumeCut;
import io.slackwater.snapshot.application.VolumesRestore;
import io.slackwater.snapshot.application.VolumesRetirement;
import io.slackwater.snapshot.application.hold.HoldCoordinator;
import io.slackwater.snapshot.application.hold.HoldLimits;
import io.slackwater.snapshot.kubernetes.KubernetesCluster;
import io.slackwater.snapshot.kubernetes.MoverSettings;
import io.slackwater.snapshot.kubernetes.hold.KubernetesHolds;
import io.slackwater.snapshot.repository.RepositoryExports;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** Puts the service together. */
@Singleton
final class Composition {

  private final SnapshotConfig snapshots;
  private final MoverConfig movers;

  Composition(SnapshotConfig snapshots, MoverConfig movers) {
    this.snapshots = snapshots;
    this.movers = movers;
  }

  @Produces
  @Singleton
  KubernetesCluster clusters(ExecutorConfig executor, Clock clock) {
    return new KubernetesCluster(
        new MoverSettings(
            executor.namespace(), movers.image(), movers.command(), movers.cpu(), movers.memory()),
        clock);
  }

  @Produces
  @Singleton
  Exports exports(Locations locations) {
    return new RepositoryExports(new LocationsAccess(locations));
  }

  @Produces
  @Singleton
  VolumeCut cut() {
    return new VolumeCut(limits());
  }

  @Produces
  @Singleton
  HoldCoordinator holds(HoldConfig config, Clock clock) {
    return new HoldCoordinator(
        limits(),
        new HoldLimits(config.pollInterval(), config.keep(), config.cutAtCreation()),
        clock,
        new SecureRandom());
  }

  @Produces
  @Singleton
  KubernetesHolds clustersOfHolds(ExecutorConfig executor, HoldConfig config) {
    return new KubernetesHolds(
        executor.namespace(), config.keep(), config.freezeImage(), new SecureRandom());
  }

  @Produces
  @Singleton
  SnapshotExport export(Exports exports) {
    return new SnapshotExport(limits(), exports);
  }

  @Produces
  @Singleton
  VolumesRestore restore(Exports exports) {
    return new VolumesRestore(limits(), exports);
  }

  @Produces
  @Singleton
  VolumesRetirement retirement() {
    return new VolumesRetirement(limits());
  }

  private Limits limits() {
    return new Limits(
        snapshots.timeout(),
        movers.prepareTimeout(),
        snapshots.bindTimeout(),
        snapshots.cleanupTimeout(),
        movers.volumesAtOnce());
  }
}
