// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields under {@code metadata} that the cluster itself acts upon. */
public final class Metadata {
  private Metadata() {}

  /** The object's name; empty when it has none yet. */
  public static String name(JsonNode object) {
    return text(object, "name");
  }

  /** The object's namespace; empty for a cluster-scoped one. */
  public static String namespace(JsonNode object) {
    return text(object, "namespace");
  }

  /** The object's uid. */
  public static String uid(JsonNode object) {
    return text(object, "uid");
  }

  /** The object's resourceVersion; empty when it was never stored. */
  public static String resourceVersion(JsonNode object) {
    return text(object, "resourceVersion");
  }

  /** The labels. */
  public static Map<String, String> labels(JsonNode object) {
    return Json.textMap(object.path("metadata").path("labels"));
  }

  /** One annotation; empty when it is missing. */
  public static String annotation(JsonNode object, String name) {
    return object.path("metadata").path("annotations").path(name).asText("");
  }

  /** The names of those who must agree before the object goes. */
  public static List<String> finalizers(JsonNode object) {
    return Json.texts(object.path("metadata").path("finalizers"));
  }

  /** Whether deletion was asked for. */
  public static boolean isDeleting(JsonNode object) {
    return object.path("metadata").hasNonNull("deletionTimestamp");
  }

  /** Adds a finalizer once. */
  public static ObjectNode addFinalizer(ObjectNode object, String finalizer) {
    if (!finalizers(object).contains(finalizer)) {
      Json.childArray(Json.child(object, "metadata"), "finalizers").add(finalizer);
    }
    return object;
  }

  /** Removes a finalizer if it is there. */
  public static ObjectNode removeFinalizer(ObjectNode object, String finalizer) {
    ObjectNode metadata = Json.child(object, "metadata");
    ArrayNode kept = metadata.arrayNode();
    finalizers(object).stream().filter(each -> !each.equals(finalizer)).forEach(kept::add);
    if (kept.isEmpty()) {
      metadata.remove("finalizers");
    } else {
      metadata.set("finalizers", kept);
    }
    return object;
  }

  /** The owner that is marked as the controller. */
  public static Optional<JsonNode> controllerOf(JsonNode object) {
    for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
      if (owner.path("controller").asBoolean()) {
        return Optional.of(owner);
      }
    }
    return Optional.empty();
  }

  /** Marks {@code owner} as the controller of {@code object}. */
  public static void setController(ObjectNode object, ObjectNode owner) {
    ArrayNode references = Json.childArray(Json.child(object, "metadata"), "ownerReferences");
    references
        .addObject()
        .put("apiVersion", owner.path("apiVersion").asText())
        .put("kind", owner.path("kind").asText())
        .put("name", name(owner))
        .put("uid", uid(owner))
        .put("controller", true)
        .put("blockOwnerDeletion", true);
  }

  /** A moment as Kubernetes writes it, in whole seconds. */
  public static String timestamp(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String text(JsonNode object, String field) {
    return object.path("metadata").path(field).asText("");
  }
}
