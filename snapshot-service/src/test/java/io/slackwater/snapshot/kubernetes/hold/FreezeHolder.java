// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes.hold;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.dataservices.exec.KubernetesPodShell;
import io.slackwater.dataservices.exec.PodExec;
import io.slackwater.dataservices.hold.BarrierRequest;
import io.slackwater.snapshot.domain.TaskIdentity;
import io.slackwater.snapshot.sandbox.Sandbox;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** Freezes a claim in a process of its own, which is then killed. */
final class FreezeHolder {

  static final String FROZEN = "frozen";

  static final HoldId HOLD = new HoldId("h-00000000000000f0");
  private static final Duration MAX_HOLD = Duration.ofSeconds(4);

  private FreezeHolder() {}

  /** Arguments: kubeconfig, namespace, claim. */
  public static void main(String[] arguments) throws InterruptedException {
    KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(Path.of(arguments[0]).toFile()))
            .build();
    FreezeBarrier barrier = barrier(client, arguments[1], arguments[2]);
    barrier.prepare();
    barrier.raise();
    System.out.println(FROZEN);
    new CountDownLatch(1).await();
  }

  static FreezeBarrier barrier(KubernetesClient client, String namespace, String claim) {
    PersistentVolumeClaim found =
        client.persistentVolumeClaims().inNamespace(namespace).withName(claim).require();
    String node = client.nodes().list().getItems().getFirst().getMetadata().getName();
    return new FreezeBarrier(
        client,
        new PodExec(new KubernetesPodShell(client), new SecureRandom()),
        claim,
        FreezePod.of(identity(), HOLD, found, node, Sandbox.IMAGE),
        new FreezeBarrier.Bounds(
            new BarrierRequest(HOLD.value(), MAX_HOLD, MAX_HOLD), Duration.ofSeconds(60)));
  }

  static TaskIdentity identity() {
    return new TaskIdentity(
        new TaskId("freeze"),
        new RunId("run-freeze"),
        new RestorePointId("rp-freeze"),
        ApplicationId.parse("east/shop/shop"),
        1,
        Instant.now().plusSeconds(600));
  }
}
