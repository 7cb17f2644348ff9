// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slackwater.dataservices.blueprint.Blueprints;
import io.slackwater.dataservices.blueprint.SessionName;
import io.slackwater.dataservices.exec.KubernetesPodShell;
import io.slackwater.dataservices.exec.PodExec;
import io.slackwater.dataservices.exec.PodTarget;
import io.slackwater.dataservices.hold.BarredDatabase;
import io.slackwater.dataservices.hold.Barrier;
import io.slackwater.dataservices.hold.BarrierLostException;
import io.slackwater.dataservices.hold.BarrierRequest;
import io.slackwater.sandbox.testing.KafkaTestResource;
import java.io.File;
import java.security.SecureRandom;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A barrier through the exec of a cluster. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(ClusterTestResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class BarrierInPodIT {

  private static final String NAMESPACE = "shop-held";
  private static final String WRITE =
      "set lock_timeout = '200ms'; insert into orders values (1) returning 'written'";

  @ConfigProperty(name = "slackwater.executor.cluster.east.kubeconfig")
  File kubeconfig;

  private KubernetesClient client;
  private PostgresPods pods;

  @BeforeAll
  void start() {
    client = connect();
    pods = new PostgresPods(client);
    pods.start(NAMESPACE);
    pods.sql(NAMESPACE, "postgres", "create database shop");
    pods.sql(NAMESPACE, "shop", "create table orders (n int)");
  }

  @AfterAll
  void stop() {
    client.close();
  }

  private KubernetesClient connect() {
    return new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig)).build();
  }

  private static Barrier raise(KubernetesClient client, String hold) {
    return Blueprints.named("postgresql")
        .orElseThrow()
        .open(
            new PodExec(new KubernetesPodShell(client), new SecureRandom()),
            new PodTarget(NAMESPACE, "orders-db-0", "postgres"),
            new SessionName("task-1", 1))
        .prepareBarrier(
            new BarrierRequest(hold, Duration.ofSeconds(60), Duration.ofSeconds(5)),
            Duration.ofSeconds(30))
        .raise();
  }

  @Test
  void barsAndLetsGo() {
    try (Barrier barrier = raise(client, "hold-1")) {
      assertThat(barrier.databases())
          .extracting(BarredDatabase::database)
          .containsExactly("postgres", "shop");
      assertThatThrownBy(() -> pods.sql(NAMESPACE, "shop", WRITE))
          .hasMessageContaining("lock timeout");
      assertThat(barrier.ping().held()).isPositive();
      assertThat(barrier.thaw().held()).isPositive();
    }
    assertThatCode(() -> pods.sql(NAMESPACE, "shop", WRITE)).doesNotThrowAnyException();
  }

  @Test
  void letsGoWhenTheClientOfTheSessionIsGone() {
    KubernetesClient dying = connect();
    try (Barrier barrier = raise(dying, "hold-2")) {
      barrier.ping();

      dying.close();

      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .ignoreExceptionsMatching(AssertionError.class::isInstance)
          .untilAsserted(() -> assertThat(pods.sql(NAMESPACE, "shop", WRITE)).contains("written"));
      assertThatThrownBy(barrier::ping).isInstanceOf(BarrierLostException.class);
    }
  }
}
