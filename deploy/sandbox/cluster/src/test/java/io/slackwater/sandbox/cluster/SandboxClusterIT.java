// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.slackwater.sandbox.cluster.pods.HostCommand;
import io.slackwater.sandbox.cluster.pods.NodeOptions;
import io.slackwater.sandbox.cluster.pods.Subnet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a sandbox has to do: live and die on one machine, beside others. */
class SandboxClusterIT {
  private static final String WRITER = "echo run >> /data/runs; while :; do sleep 1; done";

  private static Pod writer() {
    return new PodBuilder()
        .withNewMetadata()
        .withName("writer")
        .withNamespace("default")
        .endMetadata()
        .withNewSpec()
        .withTerminationGracePeriodSeconds(1L)
        .addNewContainer()
        .withName("main")
        .withCommand("sh", "-c", WRITER)
        .addNewVolumeMount()
        .withName("data")
        .withMountPath("/data")
        .endVolumeMount()
        .endContainer()
        .addNewVolume()
        .withName("data")
        .withNewPersistentVolumeClaim("data", false)
        .endVolume()
        .endSpec()
        .build();
  }

  private static void startWriter(KubernetesClient client) {
    client
        .resource(
            new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName("data")
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withNewResources()
                .addToRequests("storage", new Quantity("100Mi"))
                .endResources()
                .endSpec()
                .build())
        .create();
    client.resource(writer()).create();
    client.resource(writer()).waitUntilReady(60, TimeUnit.SECONDS);
  }

  private static boolean isMentionedByAnyProcess(Path data) {
    return ProcessHandle.allProcesses()
        .map(process -> Path.of("/proc/" + process.pid() + "/cmdline"))
        .anyMatch(file -> contains(file, data + "/pods/"));
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException processIsGone) {
      return false;
    }
  }

  private static void assertNothingIsLeft(Path data) throws IOException {
    assertThat(isMentionedByAnyProcess(data)).isFalse();
    assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain(data.toString());
    assertThat(HostCommand.run("losetup", "--list", "--noheadings", "--output", "BACK-FILE"))
        .doesNotContain(data.toString());
    String mark = new NodeOptions("any", data, data, Subnet.parse("10.1.1.0/24")).mark();
    assertThat(HostCommand.run("ip", "netns", "list")).doesNotContain(mark);
    assertThat(HostCommand.run("ip", "link", "show")).doesNotContain(mark);
  }

  @Test
  void takesUpAllAfterBeingKilledAndLeavesNothingWhenItEnds(@TempDir Path data) throws Exception {
    ClusterProcess cluster = ClusterProcess.start("killed", data);
    String versionBefore;
    try (KubernetesClient client = cluster.access().client()) {
      startWriter(client);
      versionBefore =
          client
              .resource(
                  new ConfigMapBuilder()
                      .withNewMetadata()
                      .withName("kept")
                      .withNamespace("default")
                      .endMetadata()
                      .addToData("a", "b")
                      .build())
              .create()
              .getMetadata()
              .getResourceVersion();
    }
    assertThat(isMentionedByAnyProcess(data)).isTrue();
    cluster.kill();
    ClusterProcess again = cluster.startAgain("killed");
    try (KubernetesClient client = again.access().client()) {
      var kept = client.configMaps().inNamespace("default").withName("kept").get();
      assertThat(kept.getData()).containsEntry("a", "b");
      assertThat(kept.getMetadata().getResourceVersion()).isEqualTo(versionBefore);
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                var status = client.resource(writer()).get().getStatus();
                assertThat(status.getContainerStatuses().getFirst().getRestartCount()).isEqualTo(1);
                assertThat(client.resource(writer()).isReady()).isTrue();
                assertThat(runs(client)).isEqualTo("run\nrun\n");
              });
    }
    again.stop();
    assertNothingIsLeft(data);
  }

  private static String runs(KubernetesClient client) throws Exception {
    var output = new ByteArrayOutputStream();
    try (var watch =
        client
            .pods()
            .inNamespace("default")
            .withName("writer")
            .writingOutput(output)
            .exec("cat", "/data/runs")) {
      assertThat(watch.exitCode().get(30, TimeUnit.SECONDS)).isZero();
    }
    return output.toString(StandardCharsets.UTF_8);
  }

  @Test
  void runsBesideAnotherCluster(@TempDir Path east, @TempDir Path west) throws Exception {
    ClusterProcess first = ClusterProcess.start("east", east);
    ClusterProcess second = ClusterProcess.start("west", west);
    try (KubernetesClient inEast = first.access().client();
        KubernetesClient inWest = second.access().client()) {
      startWriter(inEast);
      startWriter(inWest);
      assertThat(runs(inEast)).isEqualTo("run\n");
      first.stop();
      assertThat(runs(inWest)).isEqualTo("run\n");
    }
    second.stop();
    assertNothingIsLeft(east);
    assertNothingIsLeft(west);
  }

  @Test
  void saysPlainlyWhatItDoesNotDo(@TempDir Path data) throws Exception {
    ClusterProcess cluster = ClusterProcess.start("first", data);
    try (KubernetesClient client = cluster.access().client()) {
      assertThatThrownBy(() -> DataDirectory.take(data))
          .isInstanceOf(SandboxClusterException.class)
          .hasMessageContaining("another server is using");
      var map = client.configMaps().inNamespace("default").withName("kube-root-ca.crt");
      await().atMost(Duration.ofSeconds(30)).until(() -> map.get() != null);
      assertThatThrownBy(
              () -> map.patch(PatchContext.of(PatchType.STRATEGIC_MERGE), "{\"data\":{}}"))
          .isInstanceOfSatisfying(
              KubernetesClientException.class,
              refused -> assertThat(refused.getCode()).isEqualTo(415));
      HttpRequest protobuf =
          client
              .getHttpClient()
              .newHttpRequestBuilder()
              .uri(client.getMasterUrl() + "api/v1/namespaces")
              .post("application/vnd.kubernetes.protobuf", "k8s")
              .build();
      assertThat(client.getHttpClient().sendAsync(protobuf, String.class).get().code())
          .isEqualTo(415);
    } finally {
      cluster.stop();
    }
  }
}
