// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pods, and Jobs that run them once. */
@SuppressWarnings("NullAway.Init")
abstract class PodsSuite {
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
