// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.sandbox.cluster.conformance.VolumeSnapshots;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies in place of snapshots show one moment, because their writers stand still. */
class CopyStorageIT {
  /** At every moment the numbers in z are those of a, or lack the last one. */
  private static final String WRITE =
      "i=0; echo 0 > /data/a; echo 0 > /data/z; dd if=/dev/zero of=/data/m bs=1M count=64"
          + " status=none; touch /data/begun;"
          + " while :; do i=$((i+1)); echo $i >> /data/a; echo $i >> /data/z; done";

  private static final String COMPARE =
      "a=$(wc -l < /data/a); z=$(wc -l < /data/z); echo \"$a $z\";"
          + " [ $z -gt 1 ] && [ $a -ge $z ] && [ $((a-z)) -le 1 ]";

  @Test
  void copiesOneMomentOfRunningWriter(@TempDir Path data) throws Exception {
    ClusterProcess cluster = ClusterProcess.start("copying", data, "--storage", "COPY");
    try (KubernetesClient client = cluster.access().client()) {
      client.resource(claim("data").build()).create();
      client.resource(pod("writer", "data", WRITE)).create();
      client.resource(pod("writer", "data", WRITE)).waitUntilReady(60, TimeUnit.SECONDS);
      await().atMost(Duration.ofSeconds(60)).until(() -> lines(cluster) > 100);
      VolumeSnapshots snapshots = new VolumeSnapshots(client);
      snapshots.request("default", "moment", "data");
      snapshots.awaitReady("default", "moment");
      long linesAtSnapshot = lines(cluster);
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(lines(cluster)).isGreaterThan(linesAtSnapshot));

      client
          .resource(
              claim("copy")
                  .editSpec()
                  .withNewDataSource("snapshot.storage.k8s.io", "VolumeSnapshot", "moment")
                  .endSpec()
                  .build())
          .create();
      client.resource(pod("reader", "copy", COMPARE)).create();
      Pod read =
          client
              .resource(pod("reader", "copy", COMPARE))
              .waitUntilCondition(pod -> pod != null && isFinished(pod), 60, TimeUnit.SECONDS);
      assertThat(read.getStatus().getPhase())
          .as(client.pods().inNamespace("default").withName("reader").getLog())
          .isEqualTo("Succeeded");
    } finally {
      cluster.stop();
    }
  }

  private static boolean isFinished(Pod pod) {
    return pod.getStatus().getPhase().equals("Succeeded")
        || pod.getStatus().getPhase().equals("Failed");
  }

  private static long lines(ClusterProcess cluster) throws Exception {
    Path volumes = cluster.data().resolve("storage/volumes");
    try (var found = Files.find(volumes, 2, (path, a) -> path.endsWith("z"))) {
      Path file = found.findFirst().orElse(null);
      return file == null ? 0 : Files.size(file);
    }
  }

  private static PersistentVolumeClaimBuilder claim(String name) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("default")
        .endMetadata()
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withNewResources()
        .addToRequests("storage", new Quantity("100Mi"))
        .endResources()
        .endSpec();
  }

  private static Pod pod(String name, String claim, String script) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("default")
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withTerminationGracePeriodSeconds(1L)
        .addNewContainer()
        .withName("main")
        .withCommand("sh", "-c", script)
        .addNewVolumeMount()
        .withName("data")
        .withMountPath("/data")
        .endVolumeMount()
        .endContainer()
        .addNewVolume()
        .withName("data")
        .withNewPersistentVolumeClaim(claim, false)
        .endVolume()
        .endSpec()
        .build();
  }
}
