// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects: create, read, list, change, delete. */
@SuppressWarnings("NullAway.Init")
abstract class ObjectsSuite {
  private TestNamespace namespace;

  abstract ClusterAccess cluster();

  @BeforeEach
  void makeNamespace() {
    namespace = new TestNamespace(cluster());
  }

  @AfterEach
  void deleteNamespace() {
    namespace.close();
  }

  private ConfigMap map(String name, Map<String, String> labels) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace.name())
        .withLabels(labels)
        .endMetadata()
        .addToData("key", "value")
        .build();
  }

  private ConfigMap create(String name) {
    return namespace.client().resource(map(name, Map.of("app", name))).create();
  }

  private static void assertCode(Runnable request, int code) {
    assertThatThrownBy(request::run)
        .isInstanceOfSatisfying(
            KubernetesClientException.class,
            refused -> assertThat(refused.getCode()).isEqualTo(code));
  }

  @Test
  void createsReadsChangesAndDeletes() {
    ConfigMap created = create("one");
    assertThat(created.getMetadata().getUid()).isNotBlank();
    assertThat(created.getMetadata().getResourceVersion()).isNotBlank();

    ConfigMap changed =
        namespace
            .client()
            .configMaps()
            .inNamespace(namespace.name())
            .withName("one")
            .edit(map -> new ConfigMapBuilder(map).addToData("more", "x").build());
    assertThat(changed.getData()).containsEntry("more", "x").containsEntry("key", "value");

    namespace.client().resource(created).delete();
    assertThat(namespace.client().resource(created).get()).isNull();
  }

  @Test
  void refusesNameThatIsTaken() {
    create("taken");
    assertCode(() -> create("taken"), 409);
  }

  @Test
  void makesNamesFromPrefix() {
    ConfigMap unnamed = map("", Map.of());
    unnamed.getMetadata().setName(null);
    unnamed.getMetadata().setGenerateName("made-");
    assertThat(namespace.client().resource(unnamed).create().getMetadata().getName())
        .startsWith("made-")
        .hasSizeGreaterThan("made-".length());
  }

  @Test
  void refusesChangeOfOlderVersion() {
    Lease lease =
        namespace
            .client()
            .resource(
                new LeaseBuilder()
                    .withNewMetadata()
                    .withName("held")
                    .withNamespace(namespace.name())
                    .endMetadata()
                    .withNewSpec()
                    .withHolderIdentity("first")
                    .endSpec()
                    .build())
            .create();
    Lease byFirst = new LeaseBuilder(lease).editSpec().withHolderIdentity("a").endSpec().build();
    Lease bySecond = new LeaseBuilder(lease).editSpec().withHolderIdentity("b").endSpec().build();
    namespace.client().resource(byFirst).update();

    assertCode(() -> namespace.client().resource(bySecond).update(), 409);
    assertThat(namespace.client().resource(lease).get().getSpec().getHolderIdentity())
        .isEqualTo("a");
  }

  @Test
  void refusesDeletionOfAnotherUid() {
    ConfigMap created = create("same-name");
    namespace.client().resource(created).delete();
    create("same-name");
    created.getMetadata().setResourceVersion(null);

    String path = "/api/v1/namespaces/%s/configmaps/same-name".formatted(namespace.name());
    assertCode(
        () ->
            namespace
                .client()
                .raw(
                    path,
                    "DELETE",
                    Map.of("preconditions", Map.of("uid", created.getMetadata().getUid()))),
        409);
  }

  @Test
  void listsInPages() {
    List.of("a", "b", "c", "d", "e").forEach(this::create);
    List<String> names = new ArrayList<>();
    String token = null;
    int pages = 0;
    do {
      ConfigMapList page =
          namespace
              .client()
              .configMaps()
              .inNamespace(namespace.name())
              .withLabel("app")
              .list(new ListOptionsBuilder().withLimit(2L).withContinue(token).build());
      page.getItems().forEach(each -> names.add(each.getMetadata().getName()));
      token = page.getMetadata().getContinue();
      pages++;
    } while (token != null && !token.isEmpty());
    assertThat(names).containsExactly("a", "b", "c", "d", "e");
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void selectsByLabelsAndFields() {
    List.of("a", "b", "c").forEach(this::create);
    var maps = namespace.client().configMaps().inNamespace(namespace.name());
    assertThat(maps.withLabelIn("app", "a", "c").list().getItems()).hasSize(2);
    assertThat(maps.withLabel("app").withoutLabel("app", "b").list().getItems()).hasSize(2);
    assertThat(maps.withField("metadata.name", "b").list().getItems()).hasSize(1);
  }

  @Test
  void takesMergePatchAndJsonPatch() {
    create("patched");
    var resource =
        namespace.client().configMaps().inNamespace(namespace.name()).withName("patched");
    resource.patch(
        PatchContext.of(PatchType.JSON_MERGE), "{\"data\":{\"key\":null,\"merged\":\"1\"}}");
    ConfigMap patched =
        resource.patch(
            PatchContext.of(PatchType.JSON),
            "[{\"op\":\"add\",\"path\":\"/data/added\",\"value\":\"2\"}]");
    assertThat(patched.getData()).isEqualTo(Map.of("merged", "1", "added", "2"));
  }

  @Test
  void keepsObjectUntilItsFinalizersAreGone() {
    ConfigMap map = map("kept", Map.of());
    map.getMetadata().setFinalizers(List.of("example.com/keep"));
    namespace.client().resource(map).create();
    namespace.client().resource(map).delete();

    var resource = namespace.client().configMaps().inNamespace(namespace.name()).withName("kept");
    assertThat(resource.get().getMetadata().getDeletionTimestamp()).isNotBlank();
    resource.edit(
        kept ->
            new ConfigMapBuilder(kept)
                .editMetadata()
                .withFinalizers(List.of())
                .endMetadata()
                .build());
    assertThat(resource.get()).isNull();
  }

  @Test
  void deletesWhatItsOwnerLeavesBehind() {
    ConfigMap owner = create("owner");
    ConfigMap dependent = map("dependent", Map.of());
    dependent
        .getMetadata()
        .setOwnerReferences(
            List.of(
                new OwnerReferenceBuilder()
                    .withApiVersion("v1")
                    .withKind("ConfigMap")
                    .withName("owner")
                    .withUid(owner.getMetadata().getUid())
                    .build()));
    namespace.client().resource(dependent).create();
    namespace.client().resource(owner).delete();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(namespace.client().resource(dependent).get()).isNull());
  }

  @Test
  void furnishesNamespacesAndEmptiesThemWhenTheyGo() {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              var client = namespace.client();
              assertThat(
                      client
                          .serviceAccounts()
                          .inNamespace(namespace.name())
                          .withName("default")
                          .get())
                  .isNotNull();
              assertThat(
                      client
                          .configMaps()
                          .inNamespace(namespace.name())
                          .withName("kube-root-ca.crt")
                          .get())
                  .isNotNull();
            });
    ConfigMap map = create("inside");
    namespace.client().namespaces().withName(namespace.name()).delete();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(namespace.client().namespaces().withName(namespace.name()).get())
                    .isNull());
    assertThat(namespace.client().resource(map).get()).isNull();
  }

  @Test
  void refusesNewObjectsInNamespaceThatGoes() {
    ConfigMap map = map("keeps-namespace", Map.of());
    map.getMetadata().setFinalizers(List.of("example.com/keep"));
    namespace.client().resource(map).create();
    namespace.client().namespaces().withName(namespace.name()).delete();
    assertThat(
            namespace.client().namespaces().withName(namespace.name()).get().getStatus().getPhase())
        .isEqualTo("Terminating");
    assertCode(() -> create("too-late"), 403);
    namespace
        .client()
        .configMaps()
        .inNamespace(namespace.name())
        .withName("keeps-namespace")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
  }
}
