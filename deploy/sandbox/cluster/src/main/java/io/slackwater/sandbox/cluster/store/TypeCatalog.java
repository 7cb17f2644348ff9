// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All kinds that are served now: the built-in ones and those of established definitions. */
public final class TypeCatalog {
  private final ObjectStore store;

  /**
   * @param store where CustomResourceDefinitions are kept
   */
  public TypeCatalog(ObjectStore store) {
    this.store = store;
  }

  /** Every served type, built-in ones first. */
  public List<ResourceType> all() {
    List<ResourceType> types = new ArrayList<>(Types.BUILT_IN);
    for (ObjectNode definition : store.list(Types.CRD, "")) {
      types.addAll(typesOf(definition));
    }
    return types;
  }

  /** The type behind a path, if it is served. */
  public Optional<ResourceType> find(String group, String version, String plural) {
    return all().stream()
        .filter(
            type ->
                type.plural().equals(plural)
                    && type.group().equals(group)
                    && type.version().equals(version))
        .findFirst();
  }

  /** One type per collection, for whoever goes through everything that is stored. */
  public List<ResourceType> collections() {
    List<ResourceType> collections = new ArrayList<>();
    for (ResourceType type : all()) {
      if (collections.stream().noneMatch(known -> known.collection().equals(type.collection()))) {
        collections.add(type);
      }
    }
    return collections;
  }

  private static List<ResourceType> typesOf(JsonNode definition) {
    JsonNode spec = definition.path("spec");
    JsonNode names = spec.path("names");
    List<String> shortNames = new ArrayList<>();
    names.path("shortNames").forEach(name -> shortNames.add(name.asText()));
    List<ResourceType> types = new ArrayList<>();
    for (JsonNode version : spec.path("versions")) {
      if (version.path("served").asBoolean()) {
        types.add(
            new ResourceType(
                spec.path("group").asText(),
                version.path("name").asText(),
                names.path("kind").asText(),
                names.path("plural").asText(),
                "Namespaced".equals(spec.path("scope").asText()),
                version.path("subresources").has("status"),
                false,
                shortNames));
      }
    }
    return types;
  }
}
