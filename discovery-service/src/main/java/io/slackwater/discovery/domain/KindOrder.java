// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import java.util.List;

/** In which order kinds are made again. */
final class KindOrder {

  private static final String RBAC = "rbac.authorization.k8s.io";

  /** What others need to exist, and that starts nothing. */
  private static final List<GroupKind> PREREQUISITES =
      List.of(
          new GroupKind("", "Namespace"),
          CustomResources.DEFINITION,
          new GroupKind("scheduling.k8s.io", "PriorityClass"),
          new GroupKind(RBAC, "ClusterRole"),
          new GroupKind(RBAC, "Role"),
          new GroupKind("", "ServiceAccount"),
          new GroupKind(RBAC, "ClusterRoleBinding"),
          new GroupKind(RBAC, "RoleBinding"),
          new GroupKind("", "Secret"),
          new GroupKind("", "ConfigMap"),
          new GroupKind("", "LimitRange"),
          new GroupKind("", "ResourceQuota"));

  private static final List<GroupKind> WORKLOADS =
      List.of(
          new GroupKind("apps", "StatefulSet"),
          new GroupKind("apps", "DaemonSet"),
          new GroupKind("apps", "Deployment"),
          new GroupKind("apps", "ReplicaSet"),
          new GroupKind("", "ReplicationController"),
          new GroupKind("", "Pod"),
          new GroupKind("batch", "Job"),
          new GroupKind("batch", "CronJob"));

  /** What routes and guards; other kinds of Kubernetes' own follow, then custom resources. */
  private static final List<GroupKind> NETWORK =
      List.of(
          new GroupKind("", "Service"),
          new GroupKind("", "Endpoints"),
          new GroupKind("discovery.k8s.io", "EndpointSlice"),
          new GroupKind("networking.k8s.io", "NetworkPolicy"),
          new GroupKind("policy", "PodDisruptionBudget"),
          new GroupKind("autoscaling", "HorizontalPodAutoscaler"),
          new GroupKind("networking.k8s.io", "Ingress"));

  private static final int CLAIMS_FROM = 100;
  private static final int WORKLOADS_FROM = 200;
  private static final int NETWORK_FROM = 300;
  private static final int REST = 400;

  private KindOrder() {}

  static boolean isPrerequisite(GroupKind type) {
    return PREREQUISITES.contains(type);
  }

  static boolean isClaim(GroupKind type) {
    return type.equals(new GroupKind("", "PersistentVolumeClaim"));
  }

  static boolean isWorkload(GroupKind type) {
    return WORKLOADS.contains(type);
  }

  /** A number that grows with the order; the same for all kinds that are not named here. */
  static int of(GroupKind type) {
    if (isPrerequisite(type)) {
      return PREREQUISITES.indexOf(type);
    }
    if (isClaim(type)) {
      return CLAIMS_FROM;
    }
    if (isWorkload(type)) {
      return WORKLOADS_FROM + WORKLOADS.indexOf(type);
    }
    return NETWORK.contains(type) ? NETWORK_FROM + NETWORK.indexOf(type) : REST;
  }
}
