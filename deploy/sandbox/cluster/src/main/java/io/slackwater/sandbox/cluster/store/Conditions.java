// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** The list of conditions in a status. */
public final class Conditions {
  private Conditions() {}

  /** Gives a reason to a condition that is there. */
  public static void explain(ObjectNode status, String type, String reason) {
    for (JsonNode each : status.path("conditions")) {
      if (each instanceof ObjectNode condition && condition.path("type").asText().equals(type)) {
        condition.put("reason", reason);
      }
    }
  }

  /** Sets a condition; its time of transition changes only when its value does. */
  public static void set(ObjectNode status, String type, boolean holds, Instant now) {
    ArrayNode conditions = Json.childArray(status, "conditions");
    String value = holds ? "True" : "False";
    for (JsonNode each : conditions) {
      if (each instanceof ObjectNode condition && condition.path("type").asText().equals(type)) {
        if (!condition.path("status").asText().equals(value)) {
          condition.put("status", value).put("lastTransitionTime", Metadata.timestamp(now));
        }
        return;
      }
    }
    conditions
        .addObject()
        .put("type", type)
        .put("status", value)
        .put("lastTransitionTime", Metadata.timestamp(now));
  }
}
