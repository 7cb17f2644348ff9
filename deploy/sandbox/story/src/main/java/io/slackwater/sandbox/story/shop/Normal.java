// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Objects without what a cluster assigns: identity, times, counters, addresses, bindings. */
final class Normal {

  private static final List<String> ASSIGNED =
      List.of(
          "uid",
          "resourceVersion",
          "creationTimestamp",
          "generation",
          "managedFields",
          "selfLink",
          "namespace",
          "finalizers");
  private static final List<String> NOTES_OF_CONTROLLERS =
      List.of(
          "deployment.kubernetes.io/revision",
          "kubectl.kubernetes.io/last-applied-configuration",
          "pv.kubernetes.io/",
          "volume.beta.kubernetes.io/",
          "volume.kubernetes.io/",
          "slackwater.io/");
  private static final Set<String> ADDRESSES =
      Set.of("clusterIP", "clusterIPs", "healthCheckNodePort");

  private Normal() {}

  /**
   * Whether the cluster makes it in every namespace, or a controller made it for another object.
   */
  static boolean madeByCluster(String kind, JsonNode object) {
    String name = object.at("/metadata/name").asText();
    boolean owned = object.at("/metadata/ownerReferences").size() > 0;
    boolean everywhere =
        switch (kind) {
          case "ConfigMap" -> name.equals("kube-root-ca.crt");
          case "ServiceAccount" -> name.equals("default");
          case "Secret" ->
              object.path("type").asText().equals("kubernetes.io/service-account-token");
          default -> false;
        };
    return owned || everywhere;
  }

  static JsonNode form(ApiResource resource, JsonNode object) {
    ObjectNode form = object.deepCopy();
    form.put("apiVersion", resource.apiVersion());
    form.put("kind", resource.kind());
    form.remove("status");
    if (form.path("metadata") instanceof ObjectNode metadata) {
      metadata.remove(ASSIGNED);
      withoutNotes(metadata, "annotations");
      withoutNotes(metadata, "labels");
    }
    if (form.path("spec") instanceof ObjectNode spec) {
      switch (resource.kind()) {
        case "Service" -> {
          spec.remove(ADDRESSES);
          spec.path("ports").forEach(port -> ((ObjectNode) port).remove("nodePort"));
        }
        case "PersistentVolumeClaim" ->
            spec.remove(List.of("volumeName", "dataSource", "dataSourceRef"));
        default -> {}
      }
    }
    return form;
  }

  private static void withoutNotes(ObjectNode metadata, String field) {
    if (metadata.path(field) instanceof ObjectNode notes) {
      List<String> names = new ArrayList<>();
      notes.fieldNames().forEachRemaining(names::add);
      names.stream()
          .filter(name -> NOTES_OF_CONTROLLERS.stream().anyMatch(name::startsWith))
          .forEach(notes::remove);
      if (notes.isEmpty()) {
        metadata.remove(field);
      }
    }
  }
}
