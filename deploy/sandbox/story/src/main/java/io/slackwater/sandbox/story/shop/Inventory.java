// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Every object of a namespace that somebody wrote, in a form that can be compared: without what the
 * cluster itself adds, makes or counts. Immutable.
 *
 * @param objects the objects, by {@code apiVersion/kind/name}
 */
public record Inventory(Map<String, JsonNode> objects) {

  private static final ObjectMapper JSON = new ObjectMapper();
  // Made by controllers from what is compared, or a passing state of the cluster.
  private static final Set<String> DERIVED =
      Set.of(
          "Pod",
          "ReplicaSet",
          "ControllerRevision",
          "Endpoints",
          "EndpointSlice",
          "Event",
          "Lease",
          "PodMetrics",
          "VolumeSnapshot");

  /** Copies the map. */
  public Inventory {
    objects = Map.copyOf(objects);
  }

  /** Reads a namespace with all that is in it, and the definitions of its custom resources. */
  public static Inventory of(KubernetesClient cluster, String namespace) {
    Map<String, JsonNode> objects = new TreeMap<>();
    for (ApiResource resource : ApiResource.all(cluster)) {
      if (resource.namespaced() && !DERIVED.contains(resource.kind())) {
        for (JsonNode object : resource.list(cluster, namespace)) {
          add(objects, resource, object);
        }
      }
    }
    addDefinitions(cluster, namespace, objects);
    return new Inventory(objects);
  }

  /** What differs from another one, a line each; empty when nothing does. */
  public List<String> differences(Inventory other) {
    List<String> differences = new ArrayList<>();
    objects.forEach(
        (key, object) -> {
          JsonNode now = other.objects.get(key);
          if (now == null) {
            differences.add(key + " is missing");
          } else {
            Comparison.between(object, now)
                .forEach(path -> differences.add(key + " differs at " + path));
          }
        });
    other.objects.keySet().stream()
        .filter(key -> !objects.containsKey(key))
        .forEach(key -> differences.add(key + " was not there before"));
    return differences.stream().sorted().toList();
  }

  /** The namespace itself, and the definitions of the kinds that are in it. */
  private static void addDefinitions(
      KubernetesClient cluster, String namespace, Map<String, JsonNode> objects) {
    Set<String> kinds =
        objects.values().stream().map(o -> o.path("kind").asText()).collect(Collectors.toSet());
    for (ApiResource resource : ApiResource.all(cluster)) {
      switch (resource.kind()) {
        case "Namespace" ->
            resource.list(cluster, null).stream()
                .filter(found -> found.at("/metadata/name").asText().equals(namespace))
                .forEach(found -> add(objects, resource, found));
        case "CustomResourceDefinition" ->
            resource.list(cluster, null).stream()
                .filter(found -> kinds.contains(found.at("/spec/names/kind").asText()))
                .forEach(found -> add(objects, resource, found));
        default -> {}
      }
    }
  }

  private static void add(Map<String, JsonNode> objects, ApiResource resource, JsonNode object) {
    if (Normal.madeByCluster(resource.kind(), object)) {
      return;
    }
    String name = object.at("/metadata/name").asText();
    objects.put(
        resource.apiVersion() + "/" + resource.kind() + "/" + name, Normal.form(resource, object));
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the cluster's answer is not JSON", e);
    }
  }
}
