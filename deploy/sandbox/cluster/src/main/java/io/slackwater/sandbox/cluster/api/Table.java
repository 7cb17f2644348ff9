// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ResourceType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Objects as command lines show them, meta.k8s.io/v1 Table. */
final class Table {
  private Table() {}

  static boolean isWanted(String accept) {
    return accept.contains("as=Table");
  }

  static ObjectNode of(ResourceType type, List<ObjectNode> objects, Clock clock) {
    List<TableColumn> columns = TableColumn.of(type);
    ObjectNode table = Json.object().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
    table.putObject("metadata");
    ArrayNode definitions = table.putArray("columnDefinitions");
    define(definitions, "Name").put("format", "name");
    columns.forEach(column -> define(definitions, column.name()));
    define(definitions, "Age");
    ArrayNode rows = table.putArray("rows");
    for (ObjectNode object : objects) {
      ObjectNode row = rows.addObject();
      ArrayNode cells = row.putArray("cells").add(Metadata.name(object));
      columns.forEach(column -> cells.add(column.cell().apply(object)));
      cells.add(age(object, clock.instant()));
      ObjectNode shown = row.putObject("object");
      shown.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
      shown.set("metadata", object.path("metadata"));
    }
    return table;
  }

  private static ObjectNode define(ArrayNode definitions, String name) {
    return definitions
        .addObject()
        .put("name", name)
        .put("type", "string")
        .put("format", "")
        .put("description", name)
        .put("priority", 0);
  }

  private static String age(ObjectNode object, Instant now) {
    String created = object.path("metadata").path("creationTimestamp").asText("");
    if (created.isEmpty()) {
      return "<unknown>";
    }
    Duration age = Duration.between(Instant.parse(created), now);
    if (age.toMinutes() < 2) {
      return age.toSeconds() + "s";
    }
    if (age.toHours() < 2) {
      return age.toMinutes() + "m";
    }
    return age.toDays() < 2 ? age.toHours() + "h" : age.toDays() + "d";
  }
}
