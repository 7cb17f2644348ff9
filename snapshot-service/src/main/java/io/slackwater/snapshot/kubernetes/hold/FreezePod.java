// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes.hold;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.dataservices.hold.FilesystemFreeze;
import io.slackwater.snapshot.domain.Labels;
import io.slackwater.snapshot.domain.ObjectNames;
import io.slackwater.snapshot.domain.TaskIdentity;
import io.slackwater.snapshot.kubernetes.StagedMetadata;

/**
 * The pod that freezes the file system of a claim: two privileged containers, on the node and in
 * the namespace where the claim is used, which can read the volume and not write to it.
 */
final class FreezePod {

  /** Tells these pods from other helpers. */
  static final String LABEL = "slackwater.io/freezer";

  static final String FREEZER = "freezer";
  static final String GUARDIAN = "guardian";
  static final String PATH = "/volume";

  private static final String VOLUME = "volume";

  private FreezePod() {}

  static Pod of(
      TaskIdentity identity, HoldId hold, PersistentVolumeClaim claim, String node, String image) {
    String name = claim.getMetadata().getName();
    return new PodBuilder()
        .withMetadata(StagedMetadata.of(identity, ObjectNames.freezer(hold, name), name))
        .editMetadata()
        .withNamespace(claim.getMetadata().getNamespace())
        .addToLabels(LABEL, Labels.TRUE)
        .addNewOwnerReference()
        .withApiVersion("v1")
        .withKind("PersistentVolumeClaim")
        .withName(name)
        .withUid(claim.getMetadata().getUid())
        .endOwnerReference()
        .endMetadata()
        .withNewSpec()
        .withNodeName(node)
        .withRestartPolicy("Always")
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withTerminationGracePeriodSeconds(2L)
        .withContainers(container(FREEZER, image), container(GUARDIAN, image))
        .addNewVolume()
        .withName(VOLUME)
        .withNewPersistentVolumeClaim(name, false)
        .endVolume()
        .endSpec()
        .build();
  }

  private static Container container(String name, String image) {
    return new ContainerBuilder()
        .withName(name)
        .withImage(image)
        .withCommand("/bin/sh", "-c", FilesystemFreeze.CONTAINER, PATH)
        .addNewVolumeMount()
        .withName(VOLUME)
        .withMountPath(PATH)
        .withReadOnly(true)
        .endVolumeMount()
        .withNewSecurityContext()
        .withRunAsUser(0L)
        .withPrivileged(true)
        .endSecurityContext()
        .build();
  }
}
