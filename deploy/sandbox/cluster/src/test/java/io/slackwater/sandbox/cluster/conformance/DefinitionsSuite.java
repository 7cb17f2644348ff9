// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Kinds that clients define. */
abstract class DefinitionsSuite {
  private static final String DEFINITION =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: tides.conformance.slackwater.io
      spec:
        group: conformance.slackwater.io
        scope: Namespaced
        names: {kind: Tide, plural: tides, singular: tide}
        versions:
        - name: v1
          served: true
          storage: true
          subresources: {status: {}}
          schema:
            openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
      """;
  private static final ResourceDefinitionContext TIDES =
      new ResourceDefinitionContext.Builder()
          .withGroup("conformance.slackwater.io")
          .withVersion("v1")
          .withKind("Tide")
          .withPlural("tides")
          .withNamespaced(true)
          .build();

  abstract ClusterAccess cluster();

  @Test
  void servesDefinedKindsUntilTheirDefinitionGoes() {
    try (TestNamespace namespace = new TestNamespace(cluster())) {
      KubernetesClient client = namespace.client();
      CustomResourceDefinition definition = define(client);
      GenericKubernetesResource tide =
          new GenericKubernetesResourceBuilder()
              .withApiVersion("conformance.slackwater.io/v1")
              .withKind("Tide")
              .withNewMetadata()
              .withName("low")
              .withNamespace(namespace.name())
              .endMetadata()
              .addToAdditionalProperties("spec", Map.of("height", 1))
              .build();
      var tides = client.genericKubernetesResources(TIDES).inNamespace(namespace.name());
      GenericKubernetesResource created = tides.resource(tide).create();
      created.setAdditionalProperty("status", Map.of("seen", true));
      created.setAdditionalProperty("spec", Map.of("height", 2));
      tides.resource(created).updateStatus();

      GenericKubernetesResource read = tides.withName("low").get();
      assertThat(read.<Object>get("status", "seen")).isEqualTo(true);
      assertThat(read.<Object>get("spec", "height")).isEqualTo(1);

      client.resource(definition).delete();
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(client.resource(definition).get()).isNull());
    }
  }

  private static CustomResourceDefinition define(KubernetesClient client) {
    CustomResourceDefinition definition =
        client
            .apiextensions()
            .v1()
            .customResourceDefinitions()
            .load(new ByteArrayInputStream(DEFINITION.getBytes(StandardCharsets.UTF_8)))
            .create();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                client.resource(definition).get().getStatus() != null
                    && client.resource(definition).get().getStatus().getConditions().stream()
                        .anyMatch(
                            condition ->
                                condition.getType().equals("Established")
                                    && condition.getStatus().equals("True")));
    return definition;
  }
}
