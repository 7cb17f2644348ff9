// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.slackwater.snapshot.application.MoverOrder;
import io.slackwater.snapshot.domain.TaskIdentity;
import java.time.Duration;
import java.time.Instant;

/** Makes a mover pod and its Secret. */
final class MoverPod {

  static final String CONTAINER = "mover";
  private static final String VOLUME = "data";

  /** What reading files of any owner, and giving restored ones their owner and mode, needs. */
  private static final String[] CAPABILITIES = {
    "CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "MKNOD", "SETFCAP"
  };

  private final MoverSettings settings;

  MoverPod(MoverSettings settings) {
    this.settings = settings;
  }

  Secret secret(TaskIdentity identity, MoverOrder order) {
    return new SecretBuilder()
        .withMetadata(StagedMetadata.of(identity, order.helper(), order.claim()))
        .editMetadata()
        .withNamespace(settings.namespace())
        .endMetadata()
        .withType("Opaque")
        .withStringData(order.environment())
        .build();
  }

  Pod pod(TaskIdentity identity, MoverOrder order, Instant now) {
    return new PodBuilder()
        .withMetadata(StagedMetadata.of(identity, order.helper(), order.claim()))
        .editMetadata()
        .withNamespace(settings.namespace())
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withActiveDeadlineSeconds(
            Math.max(1, Duration.between(now, identity.notAfter()).toSeconds()))
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withTerminationGracePeriodSeconds(5L)
        .withContainers(container(order))
        .addNewVolume()
        .withName(VOLUME)
        .withNewPersistentVolumeClaim(order.helper(), order.readOnly())
        .endVolume()
        .endSpec()
        .build();
  }

  private Container container(MoverOrder order) {
    ContainerBuilder container =
        new ContainerBuilder()
            .withName(CONTAINER)
            .withImage(settings.image())
            .withCommand(settings.command())
            .withArgs(order.arguments())
            .addNewVolumeMount()
            .withName(VOLUME)
            .withMountPath(order.mountPath())
            .withReadOnly(order.readOnly())
            .endVolumeMount()
            .withNewResources()
            .addToRequests("cpu", new Quantity(settings.cpu()))
            .addToRequests("memory", new Quantity(settings.memory()))
            .addToLimits("memory", new Quantity(settings.memory()))
            .endResources()
            .withNewSecurityContext()
            .withRunAsUser(0L)
            .withAllowPrivilegeEscalation(false)
            .withNewCapabilities()
            .addToDrop("ALL")
            .addToAdd(CAPABILITIES)
            .endCapabilities()
            .endSecurityContext();
    if (!order.environment().isEmpty()) {
      container
          .addNewEnvFrom()
          .withNewSecretRef()
          .withName(order.helper())
          .endSecretRef()
          .endEnvFrom();
    }
    return container.build();
  }
}
