// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

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

  /** Whether the API server serves what a definition defines. */
  public static boolean established(KubernetesObject definition) {
    return Conditions.holds(definition, "Established");
  }
}
