// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.ApiException;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Metadata;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a list that is read in pages goes on.
 *
 * @param revision the revision of its first page
 * @param namespace of the last object that was given out
 * @param name of that object
 */
record Continuation(long revision, String namespace, String name) {
  static Continuation after(long revision, JsonNode object) {
    return new Continuation(revision, Metadata.namespace(object), Metadata.name(object));
  }

  /** Reads a token; null for an empty one. */
  static @Nullable Continuation of(String token) {
    if (token.isEmpty()) {
      return null;
    }
    try {
      ObjectNode read = Json.readObject(Base64.getUrlDecoder().decode(token));
      return new Continuation(
          read.path("r").asLong(), read.path("s").asText(), read.path("n").asText());
    } catch (IllegalArgumentException malformed) {
      throw ApiException.badRequest("the continue parameter is not one that was given out");
    }
  }

  String token() {
    ObjectNode token = Json.object().put("r", revision).put("s", namespace).put("n", name);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.write(token));
  }

  /** Whether the object comes after the last one that was given out. */
  boolean isBefore(JsonNode object) {
    int byNamespace = Metadata.namespace(object).compareTo(namespace);
    return byNamespace > 0 || (byNamespace == 0 && Metadata.name(object).compareTo(name) > 0);
  }
}
