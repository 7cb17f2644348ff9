// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reading, writing and walking JSON trees. */
public final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** A new, empty object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * Reads one JSON object.
   *
   * @throws ApiException 400 when the bytes are not one
   */
  public static ObjectNode readObject(byte[] bytes) {
    if (read(bytes) instanceof ObjectNode object) {
      return object;
    }
    throw ApiException.badRequest("the request's body must be one JSON object");
  }

  /**
   * Reads any JSON value.
   *
   * @throws ApiException 400 when the bytes are not JSON
   */
  public static JsonNode read(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (JsonProcessingException malformed) {
      throw ApiException.badRequest(
          "the request's body is not JSON: " + malformed.getOriginalMessage());
    } catch (IOException impossible) {
      throw new AssertionError("reading from memory", impossible);
    }
  }

  /** The value as compact UTF-8 JSON. */
  public static byte[] write(JsonNode value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException impossible) {
      throw new AssertionError("a tree is always writable", impossible);
    }
  }

  /** The object under a field, made when it is missing. */
  public static ObjectNode child(ObjectNode parent, String field) {
    return parent.get(field) instanceof ObjectNode present ? present : parent.putObject(field);
  }

  /** The array under a field, made when it is missing. */
  public static ArrayNode childArray(ObjectNode parent, String field) {
    return parent.get(field) instanceof ArrayNode present ? present : parent.putArray(field);
  }

  /** The texts of an array; empty when it is missing. */
  public static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** The fields of an object as texts, in order; empty when it is missing. */
  public static Map<String, String> textMap(JsonNode object) {
    Map<String, String> map = new LinkedHashMap<>();
    object.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
    return map;
  }
}
