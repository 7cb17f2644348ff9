// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.ResourceType;
import io.slackwater.sandbox.cluster.store.TypeCatalog;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What is served, as clients discover it. */
final class Discovery {
  /** The API level whose behaviour is followed. */
  private static final String VERSION = "v1.32.0+slackwater-sandbox";

  private final TypeCatalog catalog;

  Discovery(TypeCatalog catalog) {
    this.catalog = catalog;
  }

  Optional<ObjectNode> answer(List<String> segments) {
    return switch (segments) {
      case List<String> s when s.equals(List.of("version")) -> Optional.of(version());
      case List<String> s when s.equals(List.of("api")) -> Optional.of(coreVersions());
      case List<String> s when s.equals(List.of("apis")) -> Optional.of(groups());
      case List<String> s when s.size() == 2 && s.get(0).equals("api") -> resources("", s.get(1));
      case List<String> s when s.size() == 2 && s.get(0).equals("apis") -> group(s.get(1));
      case List<String> s when s.size() == 3 && s.get(0).equals("apis") ->
          resources(s.get(1), s.get(2));
      default -> Optional.empty();
    };
  }

  private static ObjectNode version() {
    return Json.object()
        .put("major", "1")
        .put("minor", "32")
        .put("gitVersion", VERSION)
        .put("platform", "linux/amd64");
  }

  private static ObjectNode coreVersions() {
    ObjectNode versions = Json.object().put("kind", "APIVersions");
    versions.putArray("versions").add("v1");
    return versions;
  }

  private ObjectNode groups() {
    ObjectNode list = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
    ArrayNode groups = list.putArray("groups");
    Set<String> names = new LinkedHashSet<>();
    catalog.all().forEach(type -> names.add(type.group()));
    names.stream().filter(name -> !name.isEmpty()).forEach(name -> groups.add(groupOf(name)));
    return list;
  }

  private Optional<ObjectNode> group(String name) {
    ObjectNode group = groupOf(name).put("kind", "APIGroup").put("apiVersion", "v1");
    return group.path("versions").isEmpty() ? Optional.empty() : Optional.of(group);
  }

  private ObjectNode groupOf(String name) {
    ObjectNode group = Json.object().put("name", name);
    ArrayNode versions = group.putArray("versions");
    Set<String> seen = new LinkedHashSet<>();
    catalog.all().stream()
        .filter(type -> type.group().equals(name))
        .forEach(type -> seen.add(type.version()));
    seen.forEach(
        version ->
            versions.addObject().put("groupVersion", name + "/" + version).put("version", version));
    if (!versions.isEmpty()) {
      group.set("preferredVersion", versions.get(0));
    }
    return group;
  }

  private Optional<ObjectNode> resources(String group, String version) {
    ObjectNode list = Json.object().put("kind", "APIResourceList").put("apiVersion", "v1");
    list.put("groupVersion", group.isEmpty() ? version : group + "/" + version);
    ArrayNode resources = list.putArray("resources");
    for (ResourceType type : catalog.all()) {
      if (type.group().equals(group) && type.version().equals(version)) {
        describe(type, resources);
      }
    }
    return resources.isEmpty() ? Optional.empty() : Optional.of(list);
  }

  private static void describe(ResourceType type, ArrayNode resources) {
    ObjectNode main = resource(resources, type, type.plural(), type.kind());
    main.put("singularName", type.kind().toLowerCase(Locale.ROOT));
    verbs(main, "create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
    type.shortNames().forEach(name -> Json.childArray(main, "shortNames").add(name));
    if (type.hasStatus()) {
      verbs(
          resource(resources, type, type.plural() + "/status", type.kind()),
          "get",
          "patch",
          "update");
    }
    if (type.hasScale()) {
      ObjectNode scale = resource(resources, type, type.plural() + "/scale", "Scale");
      scale.put("group", "autoscaling").put("version", "v1");
      verbs(scale, "get", "patch", "update");
    }
    if (type.plural().equals("pods") && type.group().isEmpty()) {
      verbs(resource(resources, type, "pods/exec", "PodExecOptions"), "create", "get");
      verbs(resource(resources, type, "pods/log", "Pod"), "get");
    }
  }

  private static ObjectNode resource(
      ArrayNode resources, ResourceType type, String name, String kind) {
    return resources
        .addObject()
        .put("name", name)
        .put("singularName", "")
        .put("namespaced", type.namespaced())
        .put("kind", kind);
  }

  private static void verbs(ObjectNode resource, String... verbs) {
    for (String verb : verbs) {
      Json.childArray(resource, "verbs").add(verb);
    }
  }
}
