// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.discovery.Shop;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NormalisingDiffTest {

  static java.util.List<KubernetesObject> everything() {
    return Shop.captured();
  }

  @ParameterizedTest
  @MethodSource("everything")
  void anObjectEqualsItself(KubernetesObject object) {
    assertThat(NormalisingDiff.between(object, object)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("everything")
  void anObjectEqualsWhatAnotherClusterMadeOfIt(KubernetesObject object) {
    RestoredForm form = new RestoredForm("shop", "copy");
    KubernetesObject made =
        Shop.changed(
            form.labelled(object, new io.slackwater.contracts.id.RunId("run-1")),
            json -> {
              ObjectNode metadata = json.withObject("/metadata");
              metadata.put("uid", "another").put("resourceVersion", "7").put("generation", 1);
              json.putObject("status").put("phase", "Active");
              if (json.path("kind").asText().equals("Service")
                  && !json.path("spec").has("clusterIP")) {
                json.withObject("/spec").put("clusterIP", "10.9.9.9");
              }
            });
    assertThat(NormalisingDiff.between(object, made, form, Set.of())).isEmpty();
  }

  @Test
  void namesThePlaceOfAChangedField() {
    assertThat(
            differences("Deployment", "web", json -> json.withObject("/spec").put("replicas", 3)))
        .containsExactly("/spec/replicas changed");
  }

  @Test
  void namesAKeyOfAConfigMapThatIsOneMoreOrLess() {
    assertThat(
            differences(
                "ConfigMap",
                "web",
                json -> {
                  json.withObject("/data").remove("database.url");
                  json.withObject("/data").put("a/b", "x");
                }))
        .containsExactlyInAnyOrder("/data/database.url missing", "/data/a~1b added");
  }

  @Test
  void neverShowsWhatASecretHolds() {
    assertThat(
            differences(
                "Secret", "database", json -> json.withObject("/data").put("password", "b3RoZXI=")))
        .containsExactly("/data/password changed");
  }

  @Test
  void aContainerTooManyIsADifference() {
    assertThat(
            differences(
                "StatefulSet",
                "db",
                json ->
                    ((com.fasterxml.jackson.databind.node.ArrayNode)
                            json.at("/spec/template/spec/containers"))
                        .addObject()
                        .put("name", "miner")))
        .containsExactly("/spec/template/spec/containers/2 added");
  }

  @Test
  void aDefaultThatTheClusterFilledInIsNone() {
    assertThat(
            differences(
                "Deployment",
                "web",
                json -> {
                  json.withObject("/spec").put("progressDeadlineSeconds", 600);
                  json.withObject("/spec/template/spec").put("dnsPolicy", "ClusterFirst");
                }))
        .isEmpty();
  }

  @Test
  void aFieldMoreInACustomResourceIsADifference() {
    assertThat(
            differences(
                "Discount", "november", json -> json.withObject("/spec").put("hidden", true)))
        .containsExactly("/spec/hidden added");
  }

  @Test
  void aLabelMoreIsADifferenceUnlessItIsSlackwaters() {
    assertThat(
            differences(
                "ConfigMap",
                "web",
                json ->
                    json.withObject("/metadata")
                        .putObject("labels")
                        .put("slackwater.io/restored-by", "x")
                        .put("team", "x")))
        .containsExactly("/metadata/labels/team added");
  }

  @Test
  void quantitiesAreComparedByWhatTheyMean() {
    assertThat(
            differences(
                "PersistentVolumeClaim",
                "data-db-0",
                json -> json.withObject("/spec/resources/requests").put("storage", "1073741824")))
        .isEmpty();
    assertThat(
            differences(
                "PersistentVolumeClaim",
                "data-db-0",
                json -> json.withObject("/spec/resources/requests").put("storage", "999M")))
        .containsExactly("/spec/resources/requests/storage changed");
  }

  @Test
  void aClaimMayHaveBecomeLarger() {
    assertThat(
            differences(
                "PersistentVolumeClaim",
                "data-db-0",
                json -> json.withObject("/spec/resources/requests").put("storage", "2147483648")))
        .isEmpty();
  }

  @Test
  void doesNotLookWhereItIsToldNotTo() {
    KubernetesObject web = Shop.object("Deployment", "web");
    KubernetesObject scaled =
        Shop.changed(web, json -> json.withObject("/spec").put("replicas", 5));
    assertThat(
            NormalisingDiff.between(
                web, scaled, new RestoredForm("shop", "shop"), Set.of("/spec/replicas")))
        .isEmpty();
  }

  private static java.util.List<String> differences(
      String kind, String name, Consumer<ObjectNode> change) {
    KubernetesObject original = Shop.object(kind, name);
    return NormalisingDiff.between(original, Shop.changed(original, change)).stream()
        .map(Difference::toString)
        .toList();
  }
}
