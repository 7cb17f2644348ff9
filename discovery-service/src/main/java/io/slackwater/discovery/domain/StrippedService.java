// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A service without the addresses and node ports that its cluster gave it. A headless service stays
 * headless; a node port that its user chose (it is in {@code kubectl}'s record of what was applied)
 * stays.
 */
final class StrippedService {

  private static final String APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
  private static final JsonMapper JSON = new JsonMapper();

  private StrippedService() {}

  static void strip(ObjectNode json) {
    if (!json.at("/spec/clusterIP").asText().equals("None")) {
      Trees.remove(json, "/spec", List.of("clusterIP", "clusterIPs"));
    }
    Set<Integer> chosen = chosenPorts(json);
    for (JsonNode port : json.at("/spec/ports")) {
      if (port instanceof ObjectNode node && !chosen.contains(node.path("nodePort").asInt())) {
        node.remove("nodePort");
      }
    }
    if (!chosen.contains(json.at("/spec/healthCheckNodePort").asInt())) {
      Trees.remove(json, "/spec", List.of("healthCheckNodePort"));
    }
  }

  private static Set<Integer> chosenPorts(ObjectNode json) {
    JsonNode applied = applied(json.at("/metadata/annotations").path(APPLIED).asText());
    Set<Integer> ports = new HashSet<>();
    applied.at("/spec/ports").forEach(port -> add(ports, port.path("nodePort")));
    add(ports, applied.at("/spec/healthCheckNodePort"));
    return ports;
  }

  private static void add(Set<Integer> ports, JsonNode port) {
    if (port.isInt()) {
      ports.add(port.intValue());
    }
  }

  /** An annotation is free text: one that is no JSON tells of no chosen port. */
  private static JsonNode applied(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
