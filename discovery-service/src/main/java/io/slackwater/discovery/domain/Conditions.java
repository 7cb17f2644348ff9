// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import com.fasterxml.jackson.databind.JsonNode;

/** The conditions in an object's status. */
final class Conditions {

  private Conditions() {}

  /** Whether the condition of a type is {@code True}. */
  static boolean holds(KubernetesObject object, String type) {
    for (JsonNode condition : object.at("/status/conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }
}
