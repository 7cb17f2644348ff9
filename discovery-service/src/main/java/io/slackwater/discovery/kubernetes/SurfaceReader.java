// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.slackwater.discovery.application.ClusterUnavailableException;
import io.slackwater.discovery.domain.ApiSurface;
import io.slackwater.discovery.domain.GroupKind;
import io.slackwater.discovery.domain.ResourceType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads API discovery: the core group, then every group in its preferred version first, each kind
 * once. A group of an aggregated API server that does not answer is noted; any other group that
 * does not answer fails the reading. Serves one reading.
 */
final class SurfaceReader {

  private final KubernetesClusterApi api;
  private final Map<GroupKind, ResourceType> types = new LinkedHashMap<>();
  private final List<String> unavailable = new ArrayList<>();

  SurfaceReader(KubernetesClusterApi api) {
    this.api = api;
  }

  ApiSurface read() {
    readVersion("/api/v1", "", "v1", false);
    Set<String> aggregated = aggregated();
    for (JsonNode group : api.read("/apis").path("groups")) {
      String name = group.path("name").asText();
      for (String version : versions(group)) {
        String path = "/apis/" + name + "/" + version;
        readVersion(path, name, version, aggregated.contains(name + "/" + version));
      }
    }
    return new ApiSurface(List.copyOf(types.values()), unavailable);
  }

  private static Set<String> versions(JsonNode group) {
    Set<String> versions = new LinkedHashSet<>();
    versions.add(group.at("/preferredVersion/version").asText());
    group.path("versions").forEach(version -> versions.add(version.path("version").asText()));
    return versions;
  }

  /** Groups and versions that the cluster passes on to other servers. */
  private Set<String> aggregated() {
    Set<String> aggregated = new HashSet<>();
    api.find("/apis/apiregistration.k8s.io/v1/apiservices")
        .ifPresent(
            list -> {
              for (JsonNode item : list.path("items")) {
                if (item.at("/spec/service").isObject()) {
                  JsonNode spec = item.path("spec");
                  aggregated.add(spec.path("group").asText() + "/" + spec.path("version").asText());
                }
              }
            });
    return aggregated;
  }

  private void readVersion(String path, String group, String version, boolean aggregated) {
    JsonNode resources;
    try {
      resources = api.read(path);
    } catch (ClusterUnavailableException e) {
      if (!aggregated) {
        throw e;
      }
      unavailable.add(group + "/" + version);
      return;
    }
    for (JsonNode resource : resources.path("resources")) {
      String plural = resource.path("name").asText();
      if (!plural.contains("/")) {
        add(resource, group, version, plural, aggregated);
      }
    }
  }

  private void add(
      JsonNode resource, String group, String version, String plural, boolean aggregated) {
    Set<String> verbs = new HashSet<>();
    resource.path("verbs").forEach(verb -> verbs.add(verb.asText()));
    GroupKind type = new GroupKind(group, resource.path("kind").asText());
    boolean namespaced = resource.path("namespaced").asBoolean();
    types.putIfAbsent(type, new ResourceType(type, version, plural, namespaced, verbs, aggregated));
  }
}
