// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON Schema (2020-12) that a record of the contracts stands for. */
final class SchemaOfRecord {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Map<String, ObjectNode> definitions = new TreeMap<>();

  static ObjectNode of(EventType type) {
    return new SchemaOfRecord().root(type);
  }

  private ObjectNode root(EventType type) {
    ObjectNode schema = NODES.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", "https://slackwater.io/schemas/" + type.type() + ".json");
    schema.put("title", type.record().getSimpleName());
    ObjectNode body = object(type.record(), null);
    schema.setAll(body);
    if (!definitions.isEmpty()) {
      schema.putObject("$defs").setAll(definitions);
    }
    return schema;
  }

  private ObjectNode object(Class<?> record, @Nullable String kind) {
    ObjectNode node = NODES.objectNode().put("type", "object");
    ObjectNode properties = node.putObject("properties");
    ArrayNode required = NODES.arrayNode();
    if (kind != null) {
      properties.putObject("kind").put("const", kind);
      required.add("kind");
    }
    for (RecordComponent component : record.getRecordComponents()) {
      properties.set(component.getName(), of(component.getGenericType()));
      if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        required.add(component.getName());
      }
    }
    node.set("required", required);
    return node;
  }

  private ObjectNode of(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      ObjectNode node = NODES.objectNode();
      if (generic.getRawType() == List.class) {
        node.put("type", "array").set("items", of(last));
      } else {
        node.put("type", "object").set("additionalProperties", of(last));
      }
      return node;
    }
    Class<?> raw = (Class<?>) type;
    ObjectNode node = NODES.objectNode();
    if (raw == String.class) {
      return node.put("type", "string");
    }
    if (raw == boolean.class) {
      return node.put("type", "boolean");
    }
    if (raw == int.class || raw == long.class || raw == Integer.class || raw == Long.class) {
      return node.put("type", "integer");
    }
    if (raw == Instant.class) {
      return node.put("type", "string").put("format", "date-time");
    }
    if (raw.isEnum()) {
      ArrayNode values = node.put("type", "string").putArray("enum");
      Arrays.stream(raw.getEnumConstants())
          .map(value -> nameOf((Enum<?>) value))
          .forEach(values::add);
      return node;
    }
    if (isText(raw)) {
      return node.put("type", "string").put("pattern", pattern(raw));
    }
    return reference(raw, null);
  }

  private ObjectNode reference(Class<?> raw, @Nullable String kind) {
    String name =
        raw.isMemberClass()
            ? raw.getEnclosingClass().getSimpleName() + raw.getSimpleName()
            : raw.getSimpleName();
    if (!definitions.containsKey(name)) {
      definitions.put(name, NODES.objectNode());
      definitions.put(
          name, raw.isAnnotationPresent(JsonTypeInfo.class) ? choice(raw) : object(raw, kind));
    }
    return NODES.objectNode().put("$ref", "#/$defs/" + name);
  }

  private ObjectNode choice(Class<?> sealedType) {
    ObjectNode node = NODES.objectNode();
    ArrayNode choices = node.putArray("oneOf");
    for (JsonSubTypes.Type sub : sealedType.getAnnotation(JsonSubTypes.class).value()) {
      choices.add(tagged(sub.value(), sub.name()));
    }
    return node;
  }

  /**
   * A record that stands both in a choice (with its kind) and by itself (without) has two schemas.
   */
  private ObjectNode tagged(Class<?> record, String kind) {
    String name =
        "Tagged"
            + (record.isMemberClass() ? record.getEnclosingClass().getSimpleName() : "")
            + record.getSimpleName();
    if (!definitions.containsKey(name)) {
      definitions.put(name, NODES.objectNode());
      definitions.put(name, object(record, kind));
    }
    return NODES.objectNode().put("$ref", "#/$defs/" + name);
  }

  private static boolean isText(Class<?> raw) {
    return Arrays.stream(raw.getDeclaredMethods()).anyMatch(SchemaOfRecord::isValue);
  }

  private static boolean isValue(Method method) {
    return method.isAnnotationPresent(JsonValue.class);
  }

  private static String pattern(Class<?> raw) {
    try {
      return (String) raw.getField("PATTERN").get(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(raw + " is written as text and needs a PATTERN", e);
    }
  }

  private static String nameOf(Enum<?> value) {
    try {
      JsonProperty property =
          value.getClass().getField(value.name()).getAnnotation(JsonProperty.class);
      return property == null ? value.name() : property.value();
    } catch (NoSuchFieldException e) {
      throw new AssertionError(e);
    }
  }
}
