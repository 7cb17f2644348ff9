// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.ApiException;

/** JSON Patch, RFC 6902. */
final class JsonPatch {
  private JsonPatch() {}

  /**
   * Applies the operations in order to a copy.
   *
   * @throws ApiException 400 when an operation is malformed or cannot be applied
   */
  static ObjectNode apply(ObjectNode target, JsonNode operations) {
    if (!operations.isArray()) {
      throw ApiException.badRequest("a JSON patch is an array of operations");
    }
    ObjectNode result = target.deepCopy();
    for (JsonNode operation : operations) {
      applyOne(result, operation);
    }
    return result;
  }

  private static void applyOne(ObjectNode root, JsonNode operation) {
    JsonPointer path = pointer(operation, "path");
    switch (operation.path("op").asText()) {
      case "add" -> add(root, path, value(operation));
      case "remove" -> remove(root, path);
      case "replace" -> {
        remove(root, path);
        add(root, path, value(operation));
      }
      case "move" -> add(root, path, remove(root, pointer(operation, "from")));
      case "copy" -> add(root, path, existing(root, pointer(operation, "from")).deepCopy());
      case "test" -> {
        if (!root.at(path).equals(value(operation))) {
          throw ApiException.badRequest("JSON patch: test failed at " + path);
        }
      }
      default ->
          throw ApiException.badRequest("JSON patch: unknown operation " + operation.path("op"));
    }
  }

  private static void add(ObjectNode root, JsonPointer path, JsonNode value) {
    JsonNode parent = parent(root, path);
    String last = path.last().getMatchingProperty();
    switch (parent) {
      case ObjectNode object -> object.set(last, value);
      case ArrayNode array -> {
        int index = last.equals("-") ? array.size() : path.last().getMatchingIndex();
        if (index < 0 || index > array.size()) {
          throw ApiException.badRequest("JSON patch: no such index: " + path);
        }
        array.insert(index, value);
      }
      default -> throw ApiException.badRequest("JSON patch: no such place: " + path);
    }
  }

  private static JsonNode remove(ObjectNode root, JsonPointer path) {
    JsonNode removed = existing(root, path);
    switch (parent(root, path)) {
      case ObjectNode object -> object.remove(path.last().getMatchingProperty());
      case ArrayNode array -> array.remove(path.last().getMatchingIndex());
      default -> throw ApiException.badRequest("JSON patch: no such place: " + path);
    }
    return removed;
  }

  private static JsonNode existing(ObjectNode root, JsonPointer path) {
    JsonNode found = root.at(path);
    if (found.isMissingNode()) {
      throw ApiException.badRequest("JSON patch: nothing is at " + path);
    }
    return found;
  }

  private static JsonNode parent(ObjectNode root, JsonPointer path) {
    if (path.matches()) {
      throw ApiException.badRequest("JSON patch: the whole object cannot be patched as one value");
    }
    return root.at(path.head());
  }

  private static JsonPointer pointer(JsonNode operation, String field) {
    try {
      return JsonPointer.compile(operation.path(field).asText());
    } catch (IllegalArgumentException malformed) {
      throw ApiException.badRequest("JSON patch: " + malformed.getMessage());
    }
  }

  private static JsonNode value(JsonNode operation) {
    JsonNode value = operation.get("value");
    if (value == null) {
      throw ApiException.badRequest("JSON patch: an operation lacks its value");
    }
    return value.deepCopy();
  }
}
