// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deployments and StatefulSets keep their pods. */
@SuppressWarnings("NullAway.Init")
abstract class ReplicasSuite {
  private static final Map<String, String> LABELS = Map.of("app", "web");
  private static final String FOREVER = "trap 'exit 0' TERM; while :; do sleep 0.2; done";

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

  private List<Pod> pods() {
    return namespace
        .client()
        .pods()
        .inNamespace(namespace.name())
        .withLabels(LABELS)
        .list()
        .getItems();
  }

  @Test
  void keepsDeploymentAtItsReplicas() {
    namespace
        .client()
        .resource(
            new DeploymentBuilder()
                .withNewMetadata()
                .withName("web")
                .withNamespace(namespace.name())
                .endMetadata()
                .withNewSpec()
                .withReplicas(2)
                .withNewSelector()
                .withMatchLabels(LABELS)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(LABELS)
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(1L)
                .withContainers(namespace.shell(FOREVER))
                .endSpec()
                .endTemplate()
                .endSpec()
                .build())
        .create();
    var web = namespace.client().apps().deployments().inNamespace(namespace.name()).withName("web");
    web.waitUntilReady(120, TimeUnit.SECONDS);
    assertThat(pods()).hasSize(2);

    namespace.client().resource(pods().getFirst()).delete();
    web.scale(3);
    await()
        .atMost(Duration.ofSeconds(120))
        .untilAsserted(
            () -> {
              assertThat(pods()).hasSize(3);
              assertThat(web.get().getStatus().getReadyReplicas()).isEqualTo(3);
            });
    web.scale(0);
    await().atMost(Duration.ofSeconds(120)).untilAsserted(() -> assertThat(pods()).isEmpty());
  }

  @Test
  void namesPodsOfStatefulSetAndLetsThemFindEachOther() throws Exception {
    namespace
        .client()
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withName("web")
                .withNamespace(namespace.name())
                .endMetadata()
                .withNewSpec()
                .withClusterIP("None")
                .withSelector(LABELS)
                .addNewPort()
                .withPort(80)
                .endPort()
                .endSpec()
                .build())
        .create();
    namespace
        .client()
        .resource(
            new StatefulSetBuilder()
                .withNewMetadata()
                .withName("web")
                .withNamespace(namespace.name())
                .endMetadata()
                .withNewSpec()
                .withServiceName("web")
                .withReplicas(2)
                .withNewSelector()
                .withMatchLabels(LABELS)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(LABELS)
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(1L)
                .withContainers(namespace.shell(FOREVER))
                .endSpec()
                .endTemplate()
                .endSpec()
                .build())
        .create();
    var web =
        namespace.client().apps().statefulSets().inNamespace(namespace.name()).withName("web");
    await()
        .atMost(Duration.ofSeconds(120))
        .untilAsserted(() -> assertThat(web.get().getStatus().getReadyReplicas()).isEqualTo(2));
    assertThat(pods())
        .extracting(pod -> pod.getMetadata().getName())
        .containsExactly("web-0", "web-1");
    String address = pods().get(1).getStatus().getPodIP();
    String name = "web-1.web.%s.svc".formatted(namespace.name());
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(namespace.exec("web-0", "getent", "hosts", name).output())
                    .startsWith(address));
    web.scale(1);
    await()
        .atMost(Duration.ofSeconds(120))
        .untilAsserted(
            () ->
                assertThat(pods())
                    .extracting(pod -> pod.getMetadata().getName())
                    .containsExactly("web-0"));
  }
}
