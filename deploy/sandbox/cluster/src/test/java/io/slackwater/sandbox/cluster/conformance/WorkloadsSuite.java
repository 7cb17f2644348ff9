// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pods and what makes them. */
@SuppressWarnings("NullAway.Init")
abstract class WorkloadsSuite {
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
  void runsPodWithInitContainerEnvironmentAndVolumes() throws Exception {
    namespace
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("login")
                .withNamespace(namespace.name())
                .endMetadata()
                .addToStringData("password", "tide")
                .build())
        .create();
    Container initial =
        new ContainerBuilder(namespace.shell("echo from-init > /shared/file"))
            .withName("init")
            .addNewVolumeMount()
            .withName("shared")
            .withMountPath("/shared")
            .endVolumeMount()
            .build();
    Container main =
        new ContainerBuilder(namespace.shell(FOREVER))
            .addNewEnv()
            .withName("PASSWORD")
            .withNewValueFrom()
            .withNewSecretKeyRef("password", "login", false)
            .endValueFrom()
            .endEnv()
            .addNewEnv()
            .withName("GREETING")
            .withValue("low $(PASSWORD)")
            .endEnv()
            .addNewEnv()
            .withName("SELF")
            .withNewValueFrom()
            .withNewFieldRef("v1", "metadata.name")
            .endValueFrom()
            .endEnv()
            .addNewVolumeMount()
            .withName("shared")
            .withMountPath("/shared")
            .endVolumeMount()
            .addNewVolumeMount()
            .withName("login")
            .withMountPath("/login")
            .withReadOnly(true)
            .endVolumeMount()
            .build();
    namespace
        .client()
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName("full")
                .withNamespace(namespace.name())
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(1L)
                .withNewSecurityContext()
                .withRunAsUser(1234L)
                .withRunAsGroup(1235L)
                .withFsGroup(1236L)
                .endSecurityContext()
                .withInitContainers(initial)
                .withContainers(main)
                .addNewVolume()
                .withName("shared")
                .withNewEmptyDir()
                .endEmptyDir()
                .endVolume()
                .addNewVolume()
                .withName("login")
                .withNewSecret()
                .withSecretName("login")
                .withDefaultMode(0400)
                .endSecret()
                .endVolume()
                .endSpec()
                .build())
        .create();
    namespace
        .client()
        .pods()
        .inNamespace(namespace.name())
        .withName("full")
        .waitUntilReady(120, TimeUnit.SECONDS);

    String script = "cat /shared/file /login/password; echo; echo $GREETING $SELF; id -u; id -G";
    assertThat(namespace.exec("full", "sh", "-c", script).output())
        .isEqualTo("from-init\ntide\nlow tide full\n1234\n1235 1236\n");
    assertThat(namespace.exec("full", "sh", "-c", "echo x > /login/new").code()).isNotZero();
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

  private Job job(String name, String script) {
    namespace
        .client()
        .resource(
            new JobBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace.name())
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(1)
                .withNewTemplate()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withContainers(namespace.shell(script))
                .endSpec()
                .endTemplate()
                .endSpec()
                .build())
        .create();
    return namespace
        .client()
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace.name())
        .withName(name)
        .waitUntilCondition(
            job ->
                job != null
                    && job.getStatus() != null
                    && job.getStatus().getConditions().stream()
                        .anyMatch(
                            condition ->
                                List.of("Complete", "Failed").contains(condition.getType())),
            180,
            TimeUnit.SECONDS);
  }

  @Test
  void completesAndFailsJobs() {
    assertThat(job("good", "exit 0").getStatus().getSucceeded()).isEqualTo(1);
    Job failed = job("bad", "exit 3");
    assertThat(failed.getStatus().getFailed()).isEqualTo(2);
    assertThat(failed.getStatus().getConditions())
        .anyMatch(condition -> condition.getType().equals("Failed"));
  }

  @Test
  void restartsContainersThatEnd() {
    namespace.client().resource(crashing()).create();
    await()
        .atMost(Duration.ofSeconds(120))
        .untilAsserted(
            () -> {
              Pod pod =
                  namespace
                      .client()
                      .pods()
                      .inNamespace(namespace.name())
                      .withName("crashing")
                      .get();
              assertThat(pod.getStatus().getContainerStatuses()).hasSize(1);
              var status = pod.getStatus().getContainerStatuses().getFirst();
              assertThat(status.getRestartCount()).isPositive();
              assertThat(status.getLastState().getTerminated()).isNotNull();
              assertThat(status.getLastState().getTerminated().getExitCode()).isEqualTo(5);
            });
  }

  private Pod crashing() {
    return new PodBuilder()
        .withNewMetadata()
        .withName("crashing")
        .withNamespace(namespace.name())
        .endMetadata()
        .withNewSpec()
        .withContainers(namespace.shell("exit 5"))
        .endSpec()
        .build();
  }
}
