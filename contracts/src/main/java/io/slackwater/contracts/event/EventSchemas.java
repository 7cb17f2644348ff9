// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The JSON Schemas of the event types, from {@code /schemas/<type>.json}. Thread-safe. */
final class EventSchemas {

  private static final int SHOWN = 10;

  private final Map<EventType, Schema> schemas = new EnumMap<>(EventType.class);

  EventSchemas() {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    for (EventType type : EventType.values()) {
      if (!type.tombstone()) {
        schemas.put(type, registry.getSchema(text(type)));
      }
    }
  }

  List<String> faults(EventType type, JsonNode value) {
    Schema schema = schemas.get(type);
    if (schema == null) {
      return List.of("no value is expected");
    }
    return schema.validate(value).stream().map(EventSchemas::fault).limit(SHOWN).toList();
  }

  private static String fault(Error error) {
    String where = error.getInstanceLocation().toString();
    return where.isEmpty() ? error.getMessage() : where + ": " + error.getMessage();
  }

  private static String text(EventType type) {
    String path = "/schemas/" + type.type() + ".json";
    try (InputStream in = EventSchemas.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the schema " + path + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
