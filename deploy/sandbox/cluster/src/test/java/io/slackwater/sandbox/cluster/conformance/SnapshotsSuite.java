// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Volumes and snapshots under a database that writes. */
abstract class SnapshotsSuite {
  /** Commits one row after another and prints each number after its commit. */
  private static final String WRITER =
      "i=0; while :; do i=$((i+1));"
          + " psql -h /tmp -U postgres -qc \"insert into tide values ($i)\" || exit 1;"
          + " echo $i; done";

  abstract ClusterAccess cluster();

  @Test
  void restoresRunningDatabaseFromSnapshotThatOutlivedItsNamespace() throws Exception {
    GenericKubernetesResource content;
    int committedBefore;
    try (TestNamespace namespace = new TestNamespace(cluster())) {
      VolumeSnapshots snapshots = new VolumeSnapshots(namespace.client());
      PostgresApplication postgres = new PostgresApplication(cluster(), namespace);
      postgres.start();
      postgres.sql("create table tide (number int primary key)");
      ByteArrayOutputStream numbers = new ByteArrayOutputStream();
      try (ExecWatch writer = write(namespace, numbers)) {
        await().atMost(Duration.ofSeconds(60)).until(() -> last(numbers) >= 20);
        committedBefore = last(numbers);
        snapshots.request(namespace.name(), "cut", PostgresApplication.CLAIM);
        content = snapshots.awaitReady(namespace.name(), "cut");
        await().atMost(Duration.ofSeconds(60)).until(() -> last(numbers) > committedBefore);
      }
      snapshots.retain(content.getMetadata().getName());
      deleteAndWait(namespace);
      assertThat(snapshots.content(content.getMetadata().getName())).isNotNull();
      snapshots.deleteContent(content.getMetadata().getName());
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> snapshots.content(content.getMetadata().getName()) == null);
    }
    restoreAndVerify(content, committedBefore);
  }

  private static ExecWatch write(TestNamespace namespace, ByteArrayOutputStream numbers) {
    return namespace
        .client()
        .pods()
        .inNamespace(namespace.name())
        .withName("pg-0")
        .redirectingInput()
        .writingOutput(numbers)
        .exec("sh", "-c", WRITER);
  }

  private static int last(ByteArrayOutputStream numbers) {
    String text = numbers.toString(StandardCharsets.UTF_8);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    return whole.isEmpty()
        ? 0
        : Integer.parseInt(whole.lines().reduce((first, second) -> second).orElse("0"));
  }

  private static void deleteAndWait(TestNamespace namespace) {
    KubernetesClient client = namespace.client();
    client.namespaces().withName(namespace.name()).delete();
    await()
        .atMost(Duration.ofSeconds(120))
        .until(() -> client.namespaces().withName(namespace.name()).get() == null);
  }

  private void restoreAndVerify(GenericKubernetesResource content, int committedBefore)
      throws Exception {
    String handle = content.get("status", "snapshotHandle");
    String driver = content.get("spec", "driver");
    try (TestNamespace namespace = new TestNamespace(cluster())) {
      VolumeSnapshots snapshots = new VolumeSnapshots(namespace.client());
      String name = "again-" + namespace.name();
      snapshots.provide(name, handle, driver, namespace.name(), "again");
      snapshots.bind(namespace.name(), "again", name);
      snapshots.awaitReady(namespace.name(), "again");
      PostgresApplication postgres = new PostgresApplication(cluster(), namespace);
      namespace.client().resource(fromSnapshot(postgres.claim(), "again")).create();
      postgres.start();

      String[] counted =
          postgres.sql("select count(*), coalesce(max(number), 0) from tide").split("\\|", -1);
      assertThat(counted[0]).as("no row is missing in between").isEqualTo(counted[1]);
      assertThat(Integer.parseInt(counted[0])).isGreaterThanOrEqualTo(committedBefore);

      snapshots.delete(namespace.name(), "again");
      await().atMost(Duration.ofSeconds(60)).until(() -> snapshots.content(name) == null);
    }
  }

  private static PersistentVolumeClaim fromSnapshot(PersistentVolumeClaim claim, String snapshot) {
    return new PersistentVolumeClaimBuilder(claim)
        .editSpec()
        .withNewDataSource("snapshot.storage.k8s.io", "VolumeSnapshot", snapshot)
        .endSpec()
        .build();
  }

  @Test
  void showsErrorOfSnapshotThatCannotBeTaken() {
    try (TestNamespace namespace = new TestNamespace(cluster())) {
      VolumeSnapshots snapshots = new VolumeSnapshots(namespace.client());
      snapshots.request(namespace.name(), "hopeless", "no-such-claim");
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                GenericKubernetesResource snapshot =
                    snapshots.snapshot(namespace.name(), "hopeless");
                assertThat(snapshot).isNotNull();
                assertThat(snapshot.<String>get("status", "error", "message"))
                    .contains("no-such-claim");
              });
    }
  }

  @Test
  void rebindsVolumeToClaimInAnotherNamespace() throws Exception {
    try (TestNamespace first = new TestNamespace(cluster());
        TestNamespace second = new TestNamespace(cluster())) {
      KubernetesClient client = first.client();
      PersistentVolumeClaim claim = new PostgresApplication(cluster(), first).claim();
      client.resource(claim).create();
      String volume = awaitBound(client, first.name());
      client
          .persistentVolumes()
          .withName(volume)
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              "{\"spec\":{\"persistentVolumeReclaimPolicy\":\"Retain\"}}");
      client.resource(claim).delete();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  client
                      .persistentVolumes()
                      .withName(volume)
                      .get()
                      .getStatus()
                      .getPhase()
                      .equals("Released"));
      client
          .persistentVolumes()
          .withName(volume)
          .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"claimRef\":null}}");
      PersistentVolumeClaim target =
          new PersistentVolumeClaimBuilder(new PostgresApplication(cluster(), second).claim())
              .editSpec()
              .withVolumeName(volume)
              .endSpec()
              .build();
      client.resource(target).create();
      assertThat(awaitBound(client, second.name())).isEqualTo(volume);

      client
          .persistentVolumes()
          .withName(volume)
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              "{\"spec\":{\"persistentVolumeReclaimPolicy\":\"Delete\"}}");
      client.resource(target).delete();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> client.persistentVolumes().withName(volume).get() == null);
    }
  }

  private static String awaitBound(KubernetesClient client, String namespace) {
    var claim =
        client.persistentVolumeClaims().inNamespace(namespace).withName(PostgresApplication.CLAIM);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                claim.get().getStatus() != null
                    && "Bound".equals(claim.get().getStatus().getPhase()));
    return claim.get().getSpec().getVolumeName();
  }
}
