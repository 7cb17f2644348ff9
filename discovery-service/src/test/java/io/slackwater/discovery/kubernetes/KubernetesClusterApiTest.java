// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.discovery.Shop;
import io.slackwater.discovery.application.ClusterUnavailableException;
import io.slackwater.discovery.application.ObjectRefusedException;
import io.slackwater.discovery.domain.ApiSurface;
import io.slackwater.discovery.domain.GroupKind;
import io.slackwater.discovery.domain.KubernetesObject;
import io.slackwater.discovery.domain.ResourceType;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KubernetesClusterApiTest {

  private static final ResourceType CONFIG_MAPS =
      new ResourceType(
          new GroupKind("", "ConfigMap"),
          "v1",
          "configmaps",
          true,
          Set.of("list", "create"),
          false);
  private static final ResourceType SECRETS =
      new ResourceType(
          new GroupKind("", "Secret"), "v1", "secrets", true, Set.of("list", "create"), false);
  private static final String CORE =
      """
      {"resources":[
        {"name":"configmaps","kind":"ConfigMap","namespaced":true,"verbs":["list","create"]},
        {"name":"pods","kind":"Pod","namespaced":true,"verbs":["list","create"]},
        {"name":"pods/exec","kind":"PodExecOptions","namespaced":true,"verbs":["create"]}]}
      """;
  private static final String GROUPS =
      """
      {"groups":[
        {"name":"autoscaling","preferredVersion":{"version":"v2"},
         "versions":[{"version":"v2"},{"version":"v1"}]},
        {"name":"metrics.example.org","preferredVersion":{"version":"v1"},
         "versions":[{"version":"v1"}]}]}
      """;
  private static final String AUTOSCALERS =
      """
      {"resources":[{"name":"horizontalpodautoscalers","kind":"HorizontalPodAutoscaler",
        "namespaced":true,"verbs":["list","create"]}]}
      """;
  private static final String SERVICES =
      """
      {"items":[
        {"spec":{"group":"metrics.example.org","version":"v1","service":{"name":"metrics"}}},
        {"spec":{"group":"autoscaling","version":"v2"}}]}
      """;

  private ApiServerStub server;

  @BeforeEach
  void start() throws IOException {
    server =
        new ApiServerStub()
            .answer("GET /api/v1", 200, CORE)
            .answer("GET /apis", 200, GROUPS)
            .answer("GET /apis/autoscaling/v2", 200, AUTOSCALERS)
            .answer("GET /apis/autoscaling/v1", 200, AUTOSCALERS)
            .answer("GET /apis/apiregistration.k8s.io/v1/apiservices", 200, SERVICES);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void takesEachKindOnceInTheVersionThatTheServerPrefers() {
    server.answer("GET /apis/metrics.example.org/v1", 200, "{\"resources\":[]}");
    ApiSurface surface = server.api().surface();
    assertThat(surface.types())
        .extracting(type -> type.apiVersion() + " " + type.plural())
        .containsExactly("v1 configmaps", "v1 pods", "autoscaling/v2 horizontalpodautoscalers");
    assertThat(surface.unavailable()).isEmpty();
  }

  @Test
  void goesOnWithoutAnAggregatedGroupThatIsDownAndNamesIt() {
    server.answer("GET /apis/metrics.example.org/v1", 503, "{\"kind\":\"Status\"}");
    ApiSurface surface = server.api().surface();
    assertThat(surface.unavailable()).containsExactly("metrics.example.org/v1");
    assertThat(surface.types()).hasSize(3);
  }

  @Test
  void failsWhenAGroupOfTheClustersOwnIsDown() {
    server
        .answer("GET /apis/metrics.example.org/v1", 200, "{\"resources\":[]}")
        .answer("GET /apis/autoscaling/v2", 503, "{\"kind\":\"Status\",\"message\":\"no etcd\"}");
    assertThatThrownBy(() -> server.api().surface())
        .isInstanceOf(ClusterUnavailableException.class)
        .hasMessageContaining("/apis/autoscaling/v2");
  }

  @Test
  void serverThatIsAwayIsTriedAgainLater() {
    server.stopListening();
    assertThatThrownBy(() -> server.api().surface())
        .isInstanceOfSatisfying(
            ClusterUnavailableException.class, e -> assertThat(e.retryable()).isTrue())
        .hasMessageContaining("refused");
  }

  @Test
  void readsListsToTheirEndInPages() {
    String path = "GET /api/v1/namespaces/shop/configmaps?limit=500";
    server
        .answer(
            path,
            200,
            """
            {"metadata":{"continue":"a b"},"items":[{"metadata":{"name":"one","namespace":"shop"}}]}
            """)
        .answer(
            path + "&continue=a+b",
            200,
            "{\"metadata\":{},\"items\":[{\"metadata\":{\"name\":\"two\",\"namespace\":\"shop\"}}]}");
    assertThat(server.api().list(CONFIG_MAPS, "shop"))
        .extracting(KubernetesObject::toString)
        .containsExactly("ConfigMap/one", "ConfigMap/two");
  }

  @Test
  void objectThatIsNotThereIsNone() {
    assertThat(server.api().get(CONFIG_MAPS, null, "shop", "none")).isEmpty();
  }

  @Test
  void nameThatIsTakenIsNoFailure() {
    server.answer("POST /api/v1/namespaces/shop/configmaps", 409, "{\"kind\":\"Status\"}");
    assertThat(server.api().create(CONFIG_MAPS, Shop.object("ConfigMap", "web"))).isFalse();
  }

  @Test
  void refusalSaysWhatTheServerSaid() {
    server.answer(
        "POST /api/v1/namespaces/shop/configmaps",
        422,
        "{\"kind\":\"Status\",\"message\":\"too long\",\"code\":422}");
    assertThatThrownBy(() -> server.api().create(CONFIG_MAPS, Shop.object("ConfigMap", "web")))
        .isInstanceOfSatisfying(
            ObjectRefusedException.class, e -> assertThat(e.retryable()).isFalse())
        .hasMessageContaining("ConfigMap/web")
        .hasMessageContaining("too long");
  }

  @Test
  void refusalOfASecretNeverQuotesIt() {
    server.answer(
        "POST /api/v1/namespaces/shop/secrets",
        422,
        "{\"kind\":\"Status\",\"message\":\"invalid value: c2VjcmV0\",\"code\":422}");
    assertThatThrownBy(() -> server.api().create(SECRETS, Shop.object("Secret", "database")))
        .isInstanceOf(ObjectRefusedException.class)
        .hasMessageContaining("Secret/database")
        .hasMessageNotContaining("c2VjcmV0")
        .hasNoCause();
  }
}
