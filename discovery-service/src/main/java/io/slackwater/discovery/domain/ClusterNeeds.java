// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which objects of the whole cluster an application needs: its namespace, the definitions of its
 * custom resources, the roles and bindings of its service accounts, its priority classes, and its
 * storage classes.
 */
public final class ClusterNeeds {

  /** The kinds of the whole cluster that an application can need. */
  public static final Set<GroupKind> KINDS =
      Set.of(
          new GroupKind("", "Namespace"),
          CustomResources.DEFINITION,
          new GroupKind("rbac.authorization.k8s.io", "ClusterRole"),
          new GroupKind("rbac.authorization.k8s.io", "ClusterRoleBinding"),
          new GroupKind("scheduling.k8s.io", "PriorityClass"),
          new GroupKind("storage.k8s.io", "StorageClass"));

  private final String namespace;
  private final Collection<KubernetesObject> members;
  private final Set<GroupKind> types = new HashSet<>();
  private final Set<String> names = new HashSet<>();

  private ClusterNeeds(String namespace, Collection<KubernetesObject> members) {
    this.namespace = namespace;
    this.members = members;
  }

  /**
   * The objects that are needed, in the order given.
   *
   * @param members the application's objects in its namespace
   * @param cluster every object of the cluster whose kind is one of {@link #KINDS}
   */
  public static List<KubernetesObject> of(
      String namespace,
      Collection<KubernetesObject> members,
      Collection<KubernetesObject> cluster) {
    ClusterNeeds needs = new ClusterNeeds(namespace, members);
    needs.collect(cluster);
    Siblings none = new Siblings(cluster);
    return cluster.stream()
        .filter(needs::needed)
        .filter(object -> LeftOut.reason(object, none).isEmpty())
        .toList();
  }

  private void collect(Collection<KubernetesObject> cluster) {
    for (KubernetesObject member : members) {
      types.add(member.type());
      PodTemplate.of(member).ifPresent(t -> need("PriorityClass", t.priorityClass()));
      if (member.is("", "PersistentVolumeClaim")) {
        need("StorageClass", member.at("/spec/storageClassName").asText());
      }
      if (member.is("rbac.authorization.k8s.io", "RoleBinding")) {
        needRole(member);
      }
    }
    for (KubernetesObject object : cluster) {
      if (object.kind().equals("ClusterRoleBinding") && bindsMember(object)) {
        need("ClusterRoleBinding", object.name());
        needRole(object);
      }
    }
  }

  private boolean needed(KubernetesObject object) {
    if (object.is("", "Namespace")) {
      return object.name().equals(namespace);
    }
    if (object.type().equals(CustomResources.DEFINITION)) {
      return types.contains(CustomResources.definedBy(object));
    }
    return names.contains(object.kind() + "/" + object.name());
  }

  private boolean bindsMember(KubernetesObject binding) {
    for (JsonNode subject : binding.at("/subjects")) {
      if (subject.path("kind").asText().equals("ServiceAccount")
          && subject.path("namespace").asText().equals(namespace)
          && hasAccount(subject.path("name").asText())) {
        return true;
      }
    }
    return false;
  }

  private boolean hasAccount(String name) {
    return members.stream()
        .anyMatch(member -> member.is("", "ServiceAccount") && member.name().equals(name));
  }

  private void needRole(KubernetesObject binding) {
    if (binding.at("/roleRef/kind").asText().equals("ClusterRole")) {
      need("ClusterRole", binding.at("/roleRef/name").asText());
    }
  }

  private void need(String kind, String name) {
    names.add(kind + "/" + name);
  }
}
