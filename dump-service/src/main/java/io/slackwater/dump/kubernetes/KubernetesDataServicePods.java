// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.application.ObjectRef;
import io.slackwater.dataservices.exec.PodTarget;
import io.slackwater.dump.application.DataServicePods;
import io.slackwater.dump.application.DumpServiceException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds pods by the selector of the workload that runs them. Thread-safe. */
public final class KubernetesDataServicePods implements DataServicePods {

  private final KubernetesClient client;

  /** Pods of the client's cluster; the client stays the caller's. */
  public KubernetesDataServicePods(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public List<PodTarget> running(String namespace, DataService dataService) {
    List<Pod> pods =
        client
            .pods()
            .inNamespace(namespace)
            .withLabelSelector(selector(namespace, dataService.workload()))
            .list()
            .getItems();
    List<PodTarget> running =
        pods.stream()
            .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
            .filter(pod -> runs(pod, dataService.container()))
            .map(
                pod ->
                    new PodTarget(namespace, pod.getMetadata().getName(), dataService.container()))
            .sorted(Comparator.comparing(PodTarget::pod))
            .toList();
    if (running.isEmpty()) {
      throw new DumpServiceException(
          "none of the %d pods of %s in %s runs its container '%s': look at the pods' events"
              .formatted(pods.size(), dataService.workload(), namespace, dataService.container()),
          true);
    }
    return running;
  }

  private LabelSelector selector(String namespace, ObjectRef workload) {
    GenericKubernetesResource object =
        client
            .genericKubernetesResources(workload.apiVersion(), workload.kind())
            .inNamespace(namespace)
            .withName(workload.name())
            .get();
    if (object == null) {
      throw new DumpServiceException("%s is not there in %s".formatted(workload, namespace), false);
    }
    Object spec = object.getAdditionalProperties().get("spec");
    if (!(spec instanceof Map<?, ?> fields) || fields.get("selector") == null) {
      throw new DumpServiceException(
          "%s in %s has no pod selector".formatted(workload, namespace), false);
    }
    return Objects.requireNonNull(
        Serialization.unmarshal(Serialization.asJson(fields.get("selector")), LabelSelector.class));
  }

  private static boolean runs(Pod pod, String container) {
    return pod.getStatus() != null
        && pod.getStatus().getContainerStatuses().stream()
            .filter(status -> status.getName().equals(container))
            .map(ContainerStatus::getState)
            .anyMatch(state -> state != null && state.getRunning() != null);
  }
}
