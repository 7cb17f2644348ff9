// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import com.fasterxml.jackson.databind.JsonNode;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Metadata;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The environment variables of a container. */
final class Environment {
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private final ReferencedData data;

  Environment(ReferencedData data) {
    this.data = data;
  }

  /**
   * Resolves {@code env} and {@code envFrom}.
   *
   * @throws NotYetException when a Secret, ConfigMap or key is missing
   */
  Map<String, String> of(JsonNode pod, JsonNode container, Identity identity) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("PATH", PATH);
    variables.put("HOME", identity.home());
    variables.put("HOSTNAME", Metadata.name(pod));
    String namespace = Metadata.namespace(pod);
    for (JsonNode source : container.path("envFrom")) {
      String prefix = source.path("prefix").asText("");
      JsonNode reference =
          source.has("secretRef") ? source.path("secretRef") : source.path("configMapRef");
      Map<String, String> all =
          source.has("secretRef")
              ? data.secretTexts(namespace, reference)
              : data.configMapTexts(namespace, reference);
      all.forEach((name, value) -> variables.put(prefix + name, value));
    }
    for (JsonNode variable : container.path("env")) {
      String name = variable.path("name").asText();
      if (variable.has("valueFrom")) {
        valueFrom(pod, container, variable.path("valueFrom"))
            .ifPresent(value -> variables.put(name, value));
      } else {
        variables.put(name, Expansion.expand(variable.path("value").asText(""), variables));
      }
    }
    return variables;
  }

  private Optional<String> valueFrom(JsonNode pod, JsonNode container, JsonNode source) {
    String namespace = Metadata.namespace(pod);
    if (source.has("secretKeyRef")) {
      JsonNode reference = source.path("secretKeyRef");
      return pick(data.secretTexts(namespace, reference), reference);
    }
    if (source.has("configMapKeyRef")) {
      JsonNode reference = source.path("configMapKeyRef");
      return pick(data.configMapTexts(namespace, reference), reference);
    }
    if (source.has("fieldRef")) {
      return Optional.of(PodFields.value(pod, source.path("fieldRef").path("fieldPath").asText()));
    }
    String resource = source.path("resourceFieldRef").path("resource").asText();
    String[] steps = resource.split("\\.", 2);
    return Optional.of(
        container
            .path("resources")
            .path(steps[0])
            .path(steps.length > 1 ? steps[1] : "")
            .asText("0"));
  }

  private static Optional<String> pick(Map<String, String> all, JsonNode reference) {
    String key = reference.path("key").asText();
    String value = all.get(key);
    if (value == null && !reference.path("optional").asBoolean()) {
      throw new NotYetException(
          "couldn't find key %s in %s".formatted(key, reference.path("name").asText()));
    }
    return Optional.ofNullable(value);
  }

  /** Command and arguments with {@code $(VAR)} replaced. */
  static List<String> words(JsonNode array, Map<String, String> variables) {
    return Json.texts(array).stream().map(word -> Expansion.expand(word, variables)).toList();
  }
}
