// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes.hold;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.application.ObjectRef;
import io.slackwater.dataservices.DataServiceException;
import io.slackwater.dataservices.blueprint.Blueprint;
import io.slackwater.dataservices.blueprint.Blueprints;
import io.slackwater.dataservices.blueprint.DataServiceSession;
import io.slackwater.dataservices.blueprint.Probe;
import io.slackwater.dataservices.blueprint.SessionName;
import io.slackwater.dataservices.exec.PodExec;
import io.slackwater.dataservices.exec.PodTarget;
import io.slackwater.snapshot.domain.HoldFailedException;
import io.slackwater.snapshot.domain.TaskIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds the one pod of a data service that takes writes. */
final class Primaries {

  private final KubernetesClient client;
  private final PodExec exec;
  private final TaskIdentity identity;

  Primaries(KubernetesClient client, PodExec exec, TaskIdentity identity) {
    this.client = client;
    this.exec = exec;
    this.identity = identity;
  }

  /**
   * A session in the primary's pod.
   *
   * @throws HoldFailedException when there is none; the message says what was found
   */
  DataServiceSession of(String namespace, DataService dataService) {
    String what = "data service %s in '%s'".formatted(dataService.name(), namespace);
    Blueprint blueprint =
        Blueprints.named(dataService.blueprint())
            .orElseThrow(
                () ->
                    new HoldFailedException(
                        "%s is of blueprint '%s', which is not known here: is this executor of an older version?"
                            .formatted(what, dataService.blueprint()),
                        false));
    SessionName name = new SessionName(identity.task().value(), identity.attempt());
    List<String> found = new ArrayList<>();
    for (PodTarget pod : running(namespace, dataService)) {
      DataServiceSession session = blueprint.open(exec, pod, name);
      try {
        if (session.probe().role() == Probe.Role.PRIMARY) {
          return session;
        }
        found.add(pod.pod() + " is a replica");
      } catch (DataServiceException e) {
        found.add(pod.pod() + ": " + e.getMessage());
      }
    }
    throw new HoldFailedException(
        "%s has no primary to bar among the pods that run its container '%s' %s: look at its pods"
            .formatted(what, dataService.container(), found),
        true);
  }

  private List<PodTarget> running(String namespace, DataService dataService) {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabelSelector(selector(namespace, dataService.workload()))
        .list()
        .getItems()
        .stream()
        .filter(pod -> PodFacts.runs(pod, dataService.container()))
        .map(pod -> pod.getMetadata().getName())
        .sorted()
        .map(pod -> new PodTarget(namespace, pod, dataService.container()))
        .toList();
  }

  private LabelSelector selector(String namespace, ObjectRef workload) {
    GenericKubernetesResource object =
        client
            .genericKubernetesResources(workload.apiVersion(), workload.kind())
            .inNamespace(namespace)
            .withName(workload.name())
            .get();
    if (object == null
        || !(object.getAdditionalProperties().get("spec") instanceof Map<?, ?> spec)
        || spec.get("selector") == null) {
      throw new HoldFailedException(
          "%s in '%s' is not there, or has no pod selector: back up again once the application was rediscovered"
              .formatted(workload, namespace),
          false);
    }
    return Objects.requireNonNull(
        Serialization.unmarshal(Serialization.asJson(spec.get("selector")), LabelSelector.class));
  }
}
