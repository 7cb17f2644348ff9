// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/** Services, and what routes through them. */
final class Services {

  private Services() {}

  /** Whether a service routes to the pods of a template. */
  static boolean routes(KubernetesObject service, PodTemplate template) {
    JsonNode selector = service.at("/spec/selector");
    return !selector.isEmpty() && LabelSelector.ofLabels(selector).matches(template.labels());
  }

  /** Whether a service lets traffic in from outside the cluster. */
  static boolean facesOutwards(KubernetesObject service) {
    String type = service.at("/spec/type").asText();
    return type.equals("NodePort")
        || type.equals("LoadBalancer")
        || !service.at("/spec/externalIPs").isEmpty();
  }

  /** Names of the services behind an ingress. */
  static Set<String> behind(KubernetesObject ingress) {
    Set<String> names = new TreeSet<>();
    add(names, ingress.at("/spec/defaultBackend/service/name"));
    for (JsonNode rule : ingress.at("/spec/rules")) {
      rule.at("/http/paths").forEach(path -> add(names, path.at("/backend/service/name")));
    }
    return names;
  }

  private static void add(Set<String> names, JsonNode name) {
    if (name.isTextual()) {
      names.add(name.textValue());
    }
  }
}
