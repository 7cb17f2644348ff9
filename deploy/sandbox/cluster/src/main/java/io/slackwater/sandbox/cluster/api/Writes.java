// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.ApiException;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.ResourceType;
import io.slackwater.sandbox.cluster.store.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client's new version of an object may change, and what it may not. */
final class Writes {
  private Writes() {}

  /**
   * The state after a client's write.
   *
   * @param subresource empty, {@code status} or {@code finalize}
   * @throws ApiException 409 when the client saw an older version or another object
   */
  static ObjectNode merge(
      ObjectKey key, ResourceType type, String subresource, ObjectNode current, ObjectNode body) {
    requireSame(key, current, body);
    return switch (subresource) {
      case "status" -> withField(current, "status", body.get("status"));
      case "finalize" -> withField(current, "spec", body.get("spec"));
      default -> whole(key, type, current, body);
    };
  }

  private static void requireSame(ObjectKey key, ObjectNode current, ObjectNode body) {
    String version = Metadata.resourceVersion(body);
    if (!version.isEmpty() && !version.equals(Metadata.resourceVersion(current))) {
      throw ApiException.conflict(
          key,
          "the object has been modified; please apply your changes to the latest version and try"
              + " again");
    }
    String uid = Metadata.uid(body);
    if (!uid.isEmpty() && !uid.equals(Metadata.uid(current))) {
      throw ApiException.conflict(key, "the UID does not match the object that is there");
    }
    String name = Metadata.name(body);
    if (!name.isEmpty() && !name.equals(key.name())) {
      throw ApiException.badRequest(
          "the name of the object (%s) does not match the name on the URL (%s)"
              .formatted(name, key.name()));
    }
  }

  private static ObjectNode whole(
      ObjectKey key, ResourceType type, ObjectNode current, ObjectNode body) {
    ObjectNode wanted = body.deepCopy();
    wanted.put("apiVersion", type.apiVersion()).put("kind", type.kind());
    if (type.hasStatus()) {
      withField(wanted, "status", current.get("status"));
    }
    ObjectNode metadata = Json.child(wanted, "metadata");
    for (String field : List.of("deletionTimestamp", "deletionGracePeriodSeconds", "generation")) {
      withField(metadata, field, current.path("metadata").get(field));
    }
    if (key.isOf(Types.NAMESPACE)) {
      withField(wanted, "spec", current.get("spec"));
    }
    return wanted;
  }

  private static ObjectNode withField(ObjectNode object, String field, @Nullable JsonNode value) {
    if (value == null) {
      object.remove(field);
    } else {
      object.set(field, value.deepCopy());
    }
    return object;
  }
}
