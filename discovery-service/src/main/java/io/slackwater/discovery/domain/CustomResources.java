// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Custom resource definitions. */
public final class CustomResources {

  /** The kind of the definitions themselves. */
  public static final GroupKind DEFINITION =
      new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition");

  private CustomResources() {}

  /** The kind that a definition defines. */
  public static GroupKind definedBy(KubernetesObject definition) {
    return new GroupKind(
        definition.at("/spec/group").asText(), definition.at("/spec/names/kind").asText());
  }

  /** Whether a cluster's definition serves every version that a captured one of its name served. */
  public static boolean covers(KubernetesObject there, KubernetesObject captured) {
    return captured.type().equals(DEFINITION)
        && there.type().equals(DEFINITION)
        && definedBy(there).equals(definedBy(captured))
        && served(there).containsAll(served(captured));
  }

  private static Set<String> served(KubernetesObject definition) {
    Set<String> versions = new HashSet<>();
    for (JsonNode version : definition.at("/spec/versions")) {
      if (version.path("served").asBoolean()) {
        versions.add(version.path("name").asText());
      }
    }
    return versions;
  }

  /** Whether the API server serves what a definition defines. */
  public static boolean established(KubernetesObject definition) {
    return Conditions.holds(definition, "Established");
  }
}
