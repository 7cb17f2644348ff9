// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.store;

import java.util.List;

/** The kinds that every sandbox cluster serves without a CustomResourceDefinition. */
public final class Types {
  public static final ResourceType NAMESPACE = cluster("", "v1", "Namespace", "namespaces", "ns");
  public static final ResourceType POD = in("", "v1", "Pod", "pods", "po");
  public static final ResourceType SERVICE = in("", "v1", "Service", "services", "svc");
  public static final ResourceType CONFIG_MAP =
      plain("", "v1", "ConfigMap", "configmaps", true, "cm");
  public static final ResourceType SECRET = plain("", "v1", "Secret", "secrets", true);
  public static final ResourceType SERVICE_ACCOUNT =
      plain("", "v1", "ServiceAccount", "serviceaccounts", true, "sa");
  public static final ResourceType CLAIM =
      in("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", "pvc");
  public static final ResourceType VOLUME =
      cluster("", "v1", "PersistentVolume", "persistentvolumes", "pv");
  public static final ResourceType EVENT = plain("", "v1", "Event", "events", true, "ev");
  public static final ResourceType ENDPOINTS =
      plain("", "v1", "Endpoints", "endpoints", true, "ep");
  public static final ResourceType NODE = cluster("", "v1", "Node", "nodes", "no");
  public static final ResourceType DEPLOYMENT =
      scaled("apps", "v1", "Deployment", "deployments", "deploy");
  public static final ResourceType STATEFUL_SET =
      scaled("apps", "v1", "StatefulSet", "statefulsets", "sts");
  public static final ResourceType REPLICA_SET =
      scaled("apps", "v1", "ReplicaSet", "replicasets", "rs");
  public static final ResourceType JOB = in("batch", "v1", "Job", "jobs");
  public static final ResourceType STORAGE_CLASS =
      plain("storage.k8s.io", "v1", "StorageClass", "storageclasses", false, "sc");
  public static final ResourceType CRD =
      cluster(
          "apiextensions.k8s.io",
          "v1",
          "CustomResourceDefinition",
          "customresourcedefinitions",
          "crd",
          "crds");

  private static final String SNAPSHOT_GROUP = "snapshot.storage.k8s.io";

  /** Served through the CustomResourceDefinitions that are installed at start. */
  public static final ResourceType SNAPSHOT =
      in(SNAPSHOT_GROUP, "v1", "VolumeSnapshot", "volumesnapshots", "vs");

  /** Served through the CustomResourceDefinitions that are installed at start. */
  public static final ResourceType SNAPSHOT_CONTENT =
      cluster(
          SNAPSHOT_GROUP, "v1", "VolumeSnapshotContent", "volumesnapshotcontents", "vsc", "vscs");

  /** Served through the CustomResourceDefinitions that are installed at start. */
  public static final ResourceType SNAPSHOT_CLASS =
      plain(
          SNAPSHOT_GROUP,
          "v1",
          "VolumeSnapshotClass",
          "volumesnapshotclasses",
          false,
          "vsclass",
          "vsclasses");

  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final String ADMISSION = "admissionregistration.k8s.io";

  /** Kinds served from the start; the snapshot kinds are not among them. */
  public static final List<ResourceType> BUILT_IN =
      List.of(
          NAMESPACE,
          POD,
          SERVICE,
          CONFIG_MAP,
          SECRET,
          SERVICE_ACCOUNT,
          CLAIM,
          VOLUME,
          EVENT,
          ENDPOINTS,
          NODE,
          plain("", "v1", "LimitRange", "limitranges", true, "limits"),
          in("", "v1", "ResourceQuota", "resourcequotas", "quota"),
          DEPLOYMENT,
          STATEFUL_SET,
          REPLICA_SET,
          in("apps", "v1", "DaemonSet", "daemonsets", "ds"),
          JOB,
          in("batch", "v1", "CronJob", "cronjobs", "cj"),
          plain(RBAC, "v1", "Role", "roles", true),
          plain(RBAC, "v1", "RoleBinding", "rolebindings", true),
          plain(RBAC, "v1", "ClusterRole", "clusterroles", false),
          plain(RBAC, "v1", "ClusterRoleBinding", "clusterrolebindings", false),
          STORAGE_CLASS,
          plain("coordination.k8s.io", "v1", "Lease", "leases", true),
          in("networking.k8s.io", "v1", "Ingress", "ingresses", "ing"),
          plain("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", true, "netpol"),
          plain("networking.k8s.io", "v1", "IngressClass", "ingressclasses", false),
          in("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", "pdb"),
          in("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", "hpa"),
          plain("scheduling.k8s.io", "v1", "PriorityClass", "priorityclasses", false, "pc"),
          plain(
              ADMISSION,
              "v1",
              "MutatingWebhookConfiguration",
              "mutatingwebhookconfigurations",
              false),
          plain(
              ADMISSION,
              "v1",
              "ValidatingWebhookConfiguration",
              "validatingwebhookconfigurations",
              false),
          CRD);

  private Types() {}

  private static ResourceType in(
      String group, String version, String kind, String plural, String... shortNames) {
    return new ResourceType(group, version, kind, plural, true, true, false, List.of(shortNames));
  }

  private static ResourceType scaled(
      String group, String version, String kind, String plural, String... shortNames) {
    return new ResourceType(group, version, kind, plural, true, true, true, List.of(shortNames));
  }

  private static ResourceType cluster(
      String group, String version, String kind, String plural, String... shortNames) {
    return new ResourceType(group, version, kind, plural, false, true, false, List.of(shortNames));
  }

  private static ResourceType plain(
      String group,
      String version,
      String kind,
      String plural,
      boolean namespaced,
      String... shortNames) {
    return new ResourceType(
        group, version, kind, plural, namespaced, false, false, List.of(shortNames));
  }
}
