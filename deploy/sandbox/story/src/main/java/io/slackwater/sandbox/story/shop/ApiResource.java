// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.shop;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of object that a cluster lists, as its discovery says.
 *
 * @param path the API's path, as {@code /apis/apps/v1}
 */
record ApiResource(String path, String apiVersion, String kind, String plural, boolean namespaced) {

  /** All that can be listed, in each group's preferred version. */
  static List<ApiResource> all(KubernetesClient cluster) {
    List<ApiResource> resources = new ArrayList<>(of(cluster, "/api/v1", "v1"));
    for (JsonNode group : get(cluster, "/apis").path("groups")) {
      String version = group.at("/preferredVersion/groupVersion").asText();
      resources.addAll(of(cluster, "/apis/" + version, version));
    }
    return resources;
  }

  /** Its objects in a namespace; those of the cluster when there is none. */
  List<JsonNode> list(KubernetesClient cluster, @Nullable String namespace) {
    String where = namespace == null ? "" : "/namespaces/" + namespace;
    List<JsonNode> objects = new ArrayList<>();
    get(cluster, path + where + "/" + plural).path("items").forEach(objects::add);
    return objects;
  }

  private static List<ApiResource> of(KubernetesClient cluster, String path, String apiVersion) {
    List<ApiResource> resources = new ArrayList<>();
    for (JsonNode resource : get(cluster, path).path("resources")) {
      boolean listed = false;
      for (JsonNode verb : resource.path("verbs")) {
        listed |= verb.asText().equals("list");
      }
      String plural = resource.path("name").asText();
      if (listed && !plural.contains("/")) {
        resources.add(
            new ApiResource(
                path,
                apiVersion,
                resource.path("kind").asText(),
                plural,
                resource.path("namespaced").asBoolean()));
      }
    }
    return resources;
  }

  private static JsonNode get(KubernetesClient cluster, String path) {
    String answer = cluster.raw(path);
    return Inventory.parse(answer == null ? "{}" : answer);
  }
}
