// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.ResourceType;
import io.slackwater.sandbox.cluster.store.Types;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What Secrets and ConfigMaps hold that a pod refers to. */
final class ReferencedData {
  private final ObjectStore store;

  ReferencedData(ObjectStore store) {
    this.store = store;
  }

  Map<String, byte[]> secret(String namespace, String name, boolean optional) {
    Map<String, byte[]> content = new LinkedHashMap<>();
    find(Types.SECRET, namespace, name, optional)
        .ifPresent(
            secret ->
                Json.textMap(secret.path("data"))
                    .forEach((key, value) -> content.put(key, Base64.getDecoder().decode(value))));
    return content;
  }

  Map<String, byte[]> configMap(String namespace, String name, boolean optional) {
    Map<String, byte[]> content = new LinkedHashMap<>();
    find(Types.CONFIG_MAP, namespace, name, optional)
        .ifPresent(
            map -> {
              Json.textMap(map.path("data"))
                  .forEach(
                      (key, value) -> content.put(key, value.getBytes(StandardCharsets.UTF_8)));
              Json.textMap(map.path("binaryData"))
                  .forEach((key, value) -> content.put(key, Base64.getDecoder().decode(value)));
            });
    return content;
  }

  Map<String, String> secretTexts(String namespace, JsonNode reference) {
    return texts(
        secret(namespace, reference.path("name").asText(), reference.path("optional").asBoolean()));
  }

  Map<String, String> configMapTexts(String namespace, JsonNode reference) {
    return texts(
        configMap(
            namespace, reference.path("name").asText(), reference.path("optional").asBoolean()));
  }

  private Optional<ObjectNode> find(
      ResourceType type, String namespace, String name, boolean optional) {
    Optional<ObjectNode> found = store.get(ObjectKey.of(type, namespace, name));
    if (found.isEmpty() && !optional) {
      throw new NotYetException("%s \"%s\" not found".formatted(type.collection(), name));
    }
    return found;
  }

  private static Map<String, String> texts(Map<String, byte[]> content) {
    Map<String, String> texts = new LinkedHashMap<>();
    content.forEach((key, value) -> texts.put(key, new String(value, StandardCharsets.UTF_8)));
    return texts;
  }
}
