// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.dataservices.blueprint.Blueprints;
import io.slackwater.dataservices.blueprint.DataServiceSession;
import io.slackwater.dataservices.blueprint.SessionName;
import io.slackwater.dataservices.exec.KubernetesPodShell;
import io.slackwater.dataservices.exec.PodExec;
import io.slackwater.dataservices.exec.PodTarget;
import io.slackwater.dataservices.hold.Barrier;
import io.slackwater.dataservices.hold.BarrierPreparation;
import io.slackwater.dataservices.hold.BarrierRequest;
import io.slackwater.dataservices.hold.WriterCommand;
import io.slackwater.snapshot.sandbox.HeldShop;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/**
 * What a careful script would do, and no more: open both sessions, raise, ask for the snapshots,
 * wait until both are there, release. It proves nothing, records nothing and asks nobody.
 */
final class BareHold {

  private static final String API = "snapshot.storage.k8s.io/v1";
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final BarrierRequest REQUEST =
      new BarrierRequest("bare", Duration.ofSeconds(10), Duration.ofSeconds(3));

  private final KubernetesClient client;
  private final String namespace;
  private final PodExec exec;

  BareHold(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
    this.exec = new PodExec(new KubernetesPodShell(client), new SecureRandom());
  }

  /** For how many milliseconds anybody was barred. */
  double run() {
    Pod writer =
        client
            .pods()
            .inNamespace(namespace)
            .withLabel("app.kubernetes.io/name", "writer")
            .list()
            .getItems()
            .getFirst();
    DataServiceSession database =
        Blueprints.named("postgresql")
            .orElseThrow()
            .open(
                exec,
                new PodTarget(namespace, "database-0", "postgresql"),
                new SessionName("bare", 1));
    database.flush(SOON);
    PodTarget pod = new PodTarget(namespace, writer.getMetadata().getName(), "writer");
    String declared =
        java.util.Objects.requireNonNull(
            writer.getMetadata().getAnnotations().get(WriterCommand.ANNOTATION));
    String set = "bare-" + UUID.randomUUID().toString().substring(0, 8);
    Stopwatch stopwatch = new Stopwatch();
    try (BarrierPreparation first =
            WriterCommand.parse(declared).prepare(exec, pod, REQUEST, SOON);
        BarrierPreparation second = database.prepareBarrier(REQUEST, SOON)) {
      stopwatch.raising();
      Barrier ofWriter = first.raise();
      Barrier ofDatabase = second.raise();
      HeldShop.CLAIMS.forEach(claim -> cut(set, claim.name()));
      Awaitility.await()
          .atMost(SOON)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> created(set) == HeldShop.CLAIMS.size());
      ofDatabase.thaw();
      ofWriter.thaw();
      stopwatch.thawed();
    }
    snapshots(set).forEach(one -> client.resource(one).delete());
    return stopwatch.millis();
  }

  private void cut(String set, String claim) {
    client
        .genericKubernetesResources(API, "VolumeSnapshot")
        .inNamespace(namespace)
        .resource(
            new GenericKubernetesResourceBuilder()
                .withApiVersion(API)
                .withKind("VolumeSnapshot")
                .withNewMetadata()
                .withName(set + "-" + claim)
                .withNamespace(namespace)
                .addToLabels("bare", set)
                .endMetadata()
                .addToAdditionalProperties(
                    "spec", Map.of("source", Map.of("persistentVolumeClaimName", claim)))
                .build())
        .create();
  }

  private long created(String set) {
    return snapshots(set).stream().filter(one -> one.get("status", "creationTime") != null).count();
  }

  private List<GenericKubernetesResource> snapshots(String set) {
    return client
        .genericKubernetesResources(API, "VolumeSnapshot")
        .inNamespace(namespace)
        .withLabel("bare", set)
        .list()
        .getItems();
  }
}
