// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.snapshot.application.Cluster;
import java.time.Clock;

/** The ports of a cluster behind a Kubernetes client. Thread-safe. */
public final class KubernetesCluster {

  private final MoverSettings settings;
  private final Clock clock;

  /** Of clusters in which movers are made so. */
  public KubernetesCluster(MoverSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** The ports; the client stays its owner's. */
  public Cluster of(KubernetesClient client) {
    return new Cluster(
        new KubernetesSnapshotStore(client, settings.namespace()),
        new KubernetesClaimStore(client, settings.namespace()),
        new KubernetesVolumeStore(client),
        new KubernetesMovers(client, settings, clock),
        new KubernetesLeftovers(client, settings.namespace()));
  }
}
