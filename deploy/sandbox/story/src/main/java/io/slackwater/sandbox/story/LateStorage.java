// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;

/**
 * Storage whose snapshots wait before they are cut, as where snapshots queue. An application with a
 * volume of it and one of another class is cut at two moments.
 */
final class LateStorage {

  /** The class's name. */
  static final String NAME = "late-snapshots";

  /** From the request of a snapshot to its cut. */
  static final Duration QUEUE = Duration.ofMillis(700);

  private LateStorage() {}

  /** Makes it in a cluster, of the driver that the cluster has. */
  static void make(KubernetesClient cluster) {
    StorageClass usual = cluster.storage().v1().storageClasses().list().getItems().getFirst();
    cluster
        .resource(
            new StorageClassBuilder()
                .withNewMetadata()
                .withName(NAME)
                .endMetadata()
                .withProvisioner(usual.getProvisioner())
                .withParameters(Map.of("snapshotQueueDelay", String.valueOf(QUEUE.toMillis())))
                .withReclaimPolicy(usual.getReclaimPolicy())
                .withVolumeBindingMode(usual.getVolumeBindingMode())
                .build())
        .create();
  }
}
