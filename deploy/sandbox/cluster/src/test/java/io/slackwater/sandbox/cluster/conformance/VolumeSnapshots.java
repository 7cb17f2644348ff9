// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** VolumeSnapshots and their contents, as clients without a model of them see them. */
public final class VolumeSnapshots {
  private static final String API = "snapshot.storage.k8s.io/v1";
  private static final ResourceDefinitionContext SNAPSHOTS = context("VolumeSnapshot", true);
  private static final ResourceDefinitionContext CONTENTS = context("VolumeSnapshotContent", false);

  private final KubernetesClient client;

  /** Uses a client. */
  public VolumeSnapshots(KubernetesClient client) {
    this.client = client;
  }

  private static ResourceDefinitionContext context(String kind, boolean namespaced) {
    return new ResourceDefinitionContext.Builder()
        .withGroup("snapshot.storage.k8s.io")
        .withVersion("v1")
        .withKind(kind)
        .withPlural(kind.toLowerCase(Locale.ROOT) + "s")
        .withNamespaced(namespaced)
        .build();
  }

  /** Asks for a snapshot of a claim. */
  public void request(String namespace, String name, String claim) {
    create(namespace, name, Map.of("persistentVolumeClaimName", claim));
  }

  void bind(String namespace, String name, String content) {
    create(namespace, name, Map.of("volumeSnapshotContentName", content));
  }

  private void create(String namespace, String name, Map<String, Object> source) {
    client
        .resource(
            new GenericKubernetesResourceBuilder()
                .withApiVersion(API)
                .withKind("VolumeSnapshot")
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .addToAdditionalProperties("spec", Map.of("source", source))
                .build())
        .create();
  }

  /** A content for a snapshot that exists in the storage. */
  void provide(String name, String handle, String driver, String namespace, String snapshot) {
    Map<String, Object> reference =
        Map.of(
            "apiVersion", API,
            "kind", "VolumeSnapshot",
            "namespace", namespace,
            "name", snapshot);
    client
        .resource(
            new GenericKubernetesResourceBuilder()
                .withApiVersion(API)
                .withKind("VolumeSnapshotContent")
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .addToAdditionalProperties(
                    "spec",
                    Map.of(
                        "deletionPolicy",
                        "Delete",
                        "driver",
                        driver,
                        "source",
                        Map.of("snapshotHandle", handle),
                        "volumeSnapshotRef",
                        reference))
                .build())
        .create();
  }

  /** The content of a snapshot that is ready to use. */
  public GenericKubernetesResource awaitReady(String namespace, String name) {
    await()
        .atMost(Duration.ofSeconds(120))
        .untilAsserted(
            () -> {
              GenericKubernetesResource snapshot = snapshot(namespace, name);
              assertThat(snapshot).isNotNull();
              assertThat(snapshot.<Object>get("status", "readyToUse"))
                  .as("status: %s", snapshot.<Object>get("status"))
                  .isEqualTo(true);
            });
    GenericKubernetesResource ready = snapshot(namespace, name);
    assertThat(ready).isNotNull();
    String content = ready.get("status", "boundVolumeSnapshotContentName");
    GenericKubernetesResource found = content(content);
    assertThat(found).isNotNull();
    return found;
  }

  @Nullable GenericKubernetesResource snapshot(String namespace, String name) {
    return client.genericKubernetesResources(SNAPSHOTS).inNamespace(namespace).withName(name).get();
  }

  void delete(String namespace, String name) {
    client.genericKubernetesResources(SNAPSHOTS).inNamespace(namespace).withName(name).delete();
  }

  @Nullable GenericKubernetesResource content(String name) {
    return client.genericKubernetesResources(CONTENTS).withName(name).get();
  }

  void deleteContent(String name) {
    client.genericKubernetesResources(CONTENTS).withName(name).delete();
  }

  void retain(String content) {
    client
        .genericKubernetesResources(CONTENTS)
        .withName(content)
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"deletionPolicy\":\"Retain\"}}");
  }
}
