// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import com.fasterxml.jackson.databind.JsonNode;
import io.slackwater.sandbox.cluster.store.Metadata;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Fields of a pod that its containers may ask for. */
final class PodFields {
  private static final Pattern ENTRY =
      Pattern.compile("metadata\\.(labels|annotations)\\['([^']+)'\\]");

  private PodFields() {}

  static String value(JsonNode pod, String path) {
    Matcher entry = ENTRY.matcher(path);
    if (entry.matches()) {
      return pod.path("metadata").path(entry.group(1)).path(entry.group(2)).asText("");
    }
    if (path.equals("metadata.labels")) {
      return lines(Metadata.labels(pod));
    }
    JsonNode node = pod;
    for (String step : path.split("\\.", -1)) {
      node = node.path(step);
    }
    return node.asText("");
  }

  private static String lines(Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
        .collect(Collectors.joining("\n"));
  }
}
