// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes.hold;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What runs pods, as {@code Kind/name}; looks each ReplicaSet up once. For one thread. */
final class Components {

  private final KubernetesClient client;
  private final String namespace;
  private final Map<String, String> ofReplicaSets = new HashMap<>();

  Components(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  String of(Pod pod) {
    return controller(pod)
        .map(
            owner ->
                owner.getKind().equals("ReplicaSet")
                    ? ofReplicaSets.computeIfAbsent(owner.getName(), this::ofReplicaSet)
                    : named(owner))
        .orElse("Pod/" + pod.getMetadata().getName());
  }

  private String ofReplicaSet(String name) {
    ReplicaSet found = client.apps().replicaSets().inNamespace(namespace).withName(name).get();
    return Optional.ofNullable(found)
        .flatMap(Components::controller)
        .map(Components::named)
        .orElse("ReplicaSet/" + name);
  }

  private static Optional<OwnerReference> controller(HasMetadata object) {
    return object.getMetadata().getOwnerReferences().stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .findFirst();
  }

  private static String named(OwnerReference owner) {
    return owner.getKind() + "/" + owner.getName();
  }
}
