// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A pod without its node, its computed priority and the token volumes that were put into it. */
final class StrippedPod {

  private StrippedPod() {}

  static void strip(ObjectNode json) {
    Trees.remove(json, "/spec", List.of("nodeName", "priority"));
    String account = json.at("/spec/serviceAccountName").asText("default");
    Set<String> tokens = new HashSet<>();
    for (JsonNode volume : json.at("/spec/volumes")) {
      String name = volume.path("name").asText();
      if (name.startsWith("kube-api-access-") || ServiceAccountTokens.isGenerated(account, name)) {
        tokens.add(name);
      }
    }
    Predicate<JsonNode> isToken = node -> tokens.contains(node.path("name").asText());
    Trees.removeElements(json, "/spec/volumes", isToken);
    Trees.removeIfEmpty(json, "/spec", "volumes");
    for (String containers : List.of("initContainers", "containers")) {
      for (int i = 0; i < json.at("/spec/" + containers).size(); i++) {
        String container = "/spec/" + containers + "/" + i;
        Trees.removeElements(json, container + "/volumeMounts", isToken);
        Trees.removeIfEmpty(json, container, "volumeMounts");
      }
    }
  }
}
