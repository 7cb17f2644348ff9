// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * An object without what its cluster filled in, so that another cluster can fill it in again. The
 * capture keeps objects whole; they are stripped when they are made again, and both sides of a
 * comparison are.
 */
final class Stripped {

  private static final List<String> METADATA =
      List.of(
          "generateName",
          "selfLink",
          "uid",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "ownerReferences",
          "managedFields");

  private static final Set<String> ANNOTATIONS =
      Set.of(
          "deployment.kubernetes.io/revision",
          "deprecated.daemonset.template.generation",
          "kubernetes.io/config.seen",
          "batch.kubernetes.io/job-tracking");

  private static final Set<String> FINALIZERS =
      Set.of(
          "foregroundDeletion",
          "orphan",
          "kubernetes",
          "kubernetes.io/pvc-protection",
          "kubernetes.io/pv-protection",
          "batch.kubernetes.io/job-tracking",
          "service.kubernetes.io/load-balancer-cleanup",
          "customresourcecleanup.apiextensions.k8s.io");

  private static final Set<String> OWN_LABELS =
      Set.of(
          Marks.RESTORED_BY,
          Marks.PREFIX + "run",
          Marks.PREFIX + "task",
          Marks.PREFIX + "attempt",
          Marks.PREFIX + "restore-point",
          Marks.PREFIX + "application",
          Marks.PREFIX + "restored-from");

  private Stripped() {}

  /** A stripped copy. */
  static ObjectNode of(KubernetesObject object) {
    ObjectNode json = object.copy();
    metadata(json);
    json.remove("status");
    switch (object.kind()) {
      case "Namespace" -> namespace(json);
      case "Service" -> StrippedService.strip(json);
      case "PersistentVolumeClaim" -> StrippedClaim.strip(json);
      case "ServiceAccount" -> serviceAccount(json, object);
      case "Secret" -> secret(json);
      case "Job" -> StrippedJob.strip(json);
      case "Pod" -> StrippedPod.strip(json);
      case "ClusterRole" -> clusterRole(json);
      default -> {
        // Nothing more than what every object has.
      }
    }
    Trees.removeIfEmpty(json, "/metadata", "annotations");
    Trees.removeIfEmpty(json, "/metadata", "labels");
    Trees.removeIfEmpty(json, "/metadata", "finalizers");
    return json;
  }

  private static void metadata(ObjectNode json) {
    Trees.remove(json, "/metadata", METADATA);
    Trees.remove(json, "/metadata/annotations", ANNOTATIONS);
    Trees.remove(json, "/metadata/annotations", OWN_LABELS);
    Trees.remove(json, "/metadata/labels", OWN_LABELS);
    Trees.removeElements(json, "/metadata/finalizers", f -> FINALIZERS.contains(f.asText()));
  }

  private static void namespace(ObjectNode json) {
    Trees.remove(json, "/metadata/labels", List.of("kubernetes.io/metadata.name"));
    Trees.remove(json, "/spec", List.of("finalizers"));
    Trees.removeIfEmpty(json, "", "spec");
  }

  private static void serviceAccount(ObjectNode json, KubernetesObject account) {
    Trees.removeElements(
        json,
        "/secrets",
        s -> ServiceAccountTokens.isGenerated(account.name(), s.path("name").asText()));
    Trees.removeIfEmpty(json, "", "secrets");
  }

  /** A token is signed for one service account of one cluster; the cluster fills in a new one. */
  private static void secret(ObjectNode json) {
    JsonNode type = json.path("type");
    if (type.asText().equals(ServiceAccountTokens.TYPE)) {
      Trees.remove(json, "/data", List.of("token", "ca.crt", "namespace"));
      Trees.remove(json, "/metadata/annotations", List.of("kubernetes.io/service-account.uid"));
      Trees.remove(json, "/metadata/labels", List.of("kubernetes.io/legacy-token-last-used"));
      Trees.removeIfEmpty(json, "", "data");
    }
  }

  /** The rules of an aggregated role are filled in from the roles that it selects. */
  private static void clusterRole(ObjectNode json) {
    if (json.has("aggregationRule")) {
      json.remove("rules");
    }
  }
}
