// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.ApiException;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.ResourceType;
import io.vertx.core.MultiMap;
import java.util.Locale;

/**
 * A request for objects, with its body read.
 *
 * @param method HTTP method
 * @param path where it goes
 * @param type what is there
 * @param query its parameters
 * @param headers its headers
 * @param content its body
 */
record Request(
    String method,
    ApiPath path,
    ResourceType type,
    MultiMap query,
    MultiMap headers,
    Content content) {

  /** A body, kept apart so that its bytes have one owner. */
  interface Content {
    byte[] bytes();
  }

  ObjectKey key() {
    return ObjectKey.of(type, path.namespace(), path.name());
  }

  Scope scope() {
    return Scope.of(type, path.namespace(), path.name(), query);
  }

  /**
   * The body, one JSON object.
   *
   * @throws ApiException 415 for the binary format in which clients write built-in kinds
   */
  ObjectNode object() {
    if (header("Content-Type").toLowerCase(Locale.ROOT).contains("protobuf")) {
      throw ApiException.unsupportedMediaType(
          "a sandbox cluster takes JSON and no protobuf: with kubectl, use create -f FILE");
    }
    return Json.readObject(content.bytes());
  }

  JsonNode json() {
    return Json.read(content.bytes());
  }

  boolean hasBody() {
    return content.bytes().length > 0;
  }

  String header(String name) {
    String value = headers.get(name);
    return value == null ? "" : value;
  }
}
