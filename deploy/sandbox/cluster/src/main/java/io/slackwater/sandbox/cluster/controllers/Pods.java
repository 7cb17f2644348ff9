// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.Types;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What controllers ask about pods, and how they make them. */
final class Pods {
  private Pods() {}

  static boolean isReady(JsonNode pod) {
    for (JsonNode condition : pod.path("status").path("conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }

  static boolean isFinished(JsonNode pod) {
    return hasSucceeded(pod) || hasFailed(pod);
  }

  static boolean hasSucceeded(JsonNode pod) {
    return pod.path("status").path("phase").asText().equals("Succeeded");
  }

  static boolean hasFailed(JsonNode pod) {
    return pod.path("status").path("phase").asText().equals("Failed");
  }

  /** The pods that a controller owns, in the order of their names. */
  static List<ObjectNode> ownedBy(ObjectStore store, ObjectNode owner) {
    return store.list(Types.POD, Metadata.namespace(owner)).stream()
        .filter(pod -> isControlledBy(pod, owner))
        .toList();
  }

  static boolean isControlledBy(JsonNode object, ObjectNode owner) {
    return Metadata.controllerOf(object)
        .filter(reference -> reference.path("uid").asText().equals(Metadata.uid(owner)))
        .isPresent();
  }

  /** A new pod after the owner's template. */
  static ObjectNode fromTemplate(ObjectNode owner) {
    JsonNode template = owner.path("spec").path("template");
    ObjectNode pod = Json.object();
    ObjectNode metadata = pod.putObject("metadata");
    for (String field : new String[] {"labels", "annotations"}) {
      if (template.path("metadata").has(field)) {
        metadata.set(field, template.path("metadata").path(field).deepCopy());
      }
    }
    pod.set("spec", template.path("spec").deepCopy());
    Metadata.setController(pod, owner);
    return pod;
  }

  /** A short text that changes with the template. */
  static String templateHash(ObjectNode owner) {
    JsonNode template = owner.path("spec").path("template");
    return Integer.toString(
        new String(Json.write(template), StandardCharsets.UTF_8).hashCode() & 0x7fffffff, 36);
  }
}
