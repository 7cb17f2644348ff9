// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a capture leaves out: what the cluster makes again by itself, what is of one cluster only,
 * and what belongs to the protection and not to what is protected.
 */
public final class LeftOut {

  /** Kinds of which nothing is captured, with the reason. */
  private static final Map<GroupKind, String> KINDS =
      Map.ofEntries(
          kind("", "Event", "a record of what happened"),
          kind("events.k8s.io", "Event", "a record of what happened"),
          kind("", "Node", "belongs to the cluster"),
          kind("", "PersistentVolume", "made again for its claim"),
          kind("", "Binding", "an action, not an object"),
          kind("storage.k8s.io", "CSINode", "belongs to the cluster"),
          kind("storage.k8s.io", "CSIStorageCapacity", "belongs to the cluster"),
          kind("storage.k8s.io", "VolumeAttachment", "belongs to the cluster"),
          kind("apiregistration.k8s.io", "APIService", "belongs to the cluster"),
          kind("snapshot.storage.k8s.io", "VolumeSnapshot", "an artifact of its own"),
          kind("snapshot.storage.k8s.io", "VolumeSnapshotContent", "an artifact of its own"),
          kind("groupsnapshot.storage.k8s.io", "VolumeGroupSnapshot", "an artifact of its own"),
          kind(
              "groupsnapshot.storage.k8s.io",
              "VolumeGroupSnapshotContent",
              "an artifact of its own"));

  /** Kinds that a controller makes again when they have an owner. */
  private static final Set<GroupKind> MADE_FOR_OWNER =
      Set.of(
          new GroupKind("", "Pod"),
          new GroupKind("apps", "ReplicaSet"),
          new GroupKind("apps", "ControllerRevision"),
          new GroupKind("discovery.k8s.io", "EndpointSlice"));

  private LeftOut() {}

  /** Whether nothing of a kind is ever captured, so that it need not even be listed. */
  public static boolean wholly(GroupKind type) {
    return KINDS.containsKey(type);
  }

  /** Why an object is left out; empty when it is captured. */
  public static Optional<String> reason(KubernetesObject object, Siblings siblings) {
    String byKind = KINDS.get(object.type());
    if (byKind != null) {
      return Optional.of(byKind);
    }
    if (MADE_FOR_OWNER.contains(object.type()) && !object.owners().isEmpty()) {
      return Optional.of("made again by its owner");
    }
    return switch (object.kind()) {
      case "Endpoints" -> endpoints(object, siblings);
      case "EndpointSlice" -> endpointSlice(object);
      case "ConfigMap" -> configMap(object);
      case "Secret" -> secret(object, siblings);
      case "Lease" -> lease(object);
      case "Pod" -> pod(object);
      case "ClusterRole", "ClusterRoleBinding" -> builtIn(object);
      default -> Optional.empty();
    };
  }

  private static Optional<String> endpoints(KubernetesObject object, Siblings siblings) {
    boolean byHand =
        siblings
            .near(object, "", "Service", object.name())
            .filter(service -> service.at("/spec/selector").isEmpty())
            .isPresent();
    return byHand ? Optional.empty() : Optional.of("filled from its service's selector");
  }

  private static Optional<String> endpointSlice(KubernetesObject object) {
    String manager = object.labels().getOrDefault("endpointslice.kubernetes.io/managed-by", "");
    return manager.endsWith(".k8s.io")
        ? Optional.of("filled from its service's selector")
        : Optional.empty();
  }

  private static Optional<String> configMap(KubernetesObject object) {
    return object.name().equals("kube-root-ca.crt")
        ? Optional.of("the cluster's own certificate, published to each namespace")
        : Optional.empty();
  }

  private static Optional<String> secret(KubernetesObject object, Siblings siblings) {
    String type = object.at("/type").asText();
    if (!ServiceAccountTokens.TYPE.equals(type)) {
      return Optional.empty();
    }
    String account = ServiceAccountTokens.accountOf(object);
    boolean listed =
        siblings
            .near(object, "", "ServiceAccount", account)
            .filter(owner -> ServiceAccountTokens.lists(owner, object.name()))
            .isPresent();
    return listed && ServiceAccountTokens.isGenerated(account, object.name())
        ? Optional.of("a token that the cluster makes for its service account")
        : Optional.empty();
  }

  private static Optional<String> lease(KubernetesObject object) {
    return object.labels().keySet().stream().anyMatch(label -> label.startsWith(Marks.PREFIX))
            || object.name().startsWith("slackwater-")
        ? Optional.of("a lease of Slackwater's")
        : Optional.empty();
  }

  private static Optional<String> pod(KubernetesObject object) {
    return object.annotations().containsKey("kubernetes.io/config.mirror")
        ? Optional.of("the mirror of a node's static pod")
        : Optional.empty();
  }

  private static Optional<String> builtIn(KubernetesObject object) {
    return "rbac-defaults".equals(object.labels().get("kubernetes.io/bootstrapping"))
        ? Optional.of("every cluster has it")
        : Optional.empty();
  }

  private static Map.Entry<GroupKind, String> kind(String group, String kind, String reason) {
    return Map.entry(new GroupKind(group, kind), reason);
  }
}
