// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.artifact.ExportArtifact;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.contracts.task.TaskFailed;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.contracts.task.VolumeSource;
import io.slackwater.sandbox.testing.PackagedService;
import io.slackwater.sandbox.testing.TestHub;
import io.slackwater.sandbox.testing.TestKafka;
import io.slackwater.snapshot.sandbox.MoverProcess;
import io.slackwater.snapshot.sandbox.Sandbox;
import io.slackwater.snapshot.sandbox.SandboxExtension;
import io.slackwater.snapshot.sandbox.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service behind a real broker: the whole way of a volume, and SIGKILL in each phase.
 */
@ExtendWith(SandboxExtension.class)
@Tag("long")
class SnapshotServiceIT {

  private static final Duration SOON = Duration.ofSeconds(120);

  private final Sandbox sandbox;
  private final Shop shop;

  SnapshotServiceIT(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.shop = new Shop(sandbox, "service-" + UUID.randomUUID().toString().substring(0, 8));
  }

  @Test
  void tasksSurviveTheDeathOfTheServiceInEveryPhase(@TempDir Path secrets) throws IOException {
    sandbox.namespace(shop.namespace());
    VolumeClaim claim = shop.claim("data");
    shop.run("fill", "data", "head -c 60000000 /dev/urandom > /volume/file; sync -f /volume");
    String hash = shop.run("hash", "data", "sha256sum /volume/file");

    try (TestKafka kafka = TestKafka.start(List.of(TestHub.EAST));
        TestHub hub = new TestHub(kafka.bootstrapServers())) {
      String servers = kafka.bootstrapServers();
      VolumeSnapshotArtifact snapshot = snapshot(hub, servers, secrets, claim);
      ExportArtifact export = export(hub, servers, secrets, snapshot);
      shop.destroy();
      sandbox.namespace(shop.namespace());
      restore(hub, servers, secrets, export);
    }

    assertThat(shop.run("hash", "data", "sha256sum /volume/file")).isEqualTo(hash);
    shop.destroy();
  }

  @Test
  void aRetirementComesToItsEndThoughTheServiceIsKilledMidway(@TempDir Path secrets)
      throws IOException {
    sandbox.namespace(shop.namespace());
    List<VolumeClaim> claims = List.of(shop.claim("first"), shop.claim("second"));
    try (TestKafka kafka = TestKafka.start(List.of(TestHub.EAST));
        TestHub hub = new TestHub(kafka.bootstrapServers())) {
      String servers = kafka.bootstrapServers();
      TaskId task = newTask();
      List<VolumeSnapshotArtifact> retired;
      TaskSpec spec;
      try (PackagedService service = PackagedService.start(settings(servers, secrets))) {
        TaskPlanned cut = planned(newTask(), 1, new TaskSpec.SnapshotVolumes(scope(), claims));
        hub.dispatch(cut);
        retired =
            hub.awaitSuccess(cut, SOON).artifacts().stream()
                .map(VolumeSnapshotArtifact.class::cast)
                .toList();
        spec = new TaskSpec.RetireVolumes(retired);
        finalizers(retired.getLast(), List.of("slackwater.io/it-keeps-it"));
        hub.dispatch(planned(task, 1, spec));
        await().until(() -> content(retired.getFirst()).get() == null);
        await().until(() -> content(retired.getLast()).require().isMarkedForDeletion());
        service.kill();
      }
      finalizers(retired.getLast(), List.of());
      try (PackagedService _ = PackagedService.start(settings(servers, secrets))) {
        TaskPlanned second = planned(task, 2, spec);
        hub.dispatch(second);
        hub.awaitSuccess(second, SOON);

        shop.destroy();
        sandbox.namespace(shop.namespace());
        for (VolumeSnapshotArtifact gone : retired) {
          assertThat(content(gone).get()).isNull();
          assertThat(refused(hub, gone)).contains(gone.handle());
        }
      }
    }
    shop.destroy();
  }

  /** Why a volume cannot be restored from a snapshot. */
  private String refused(TestHub hub, VolumeSnapshotArtifact snapshot) {
    TaskPlanned restore =
        planned(
            newTask(),
            1,
            new TaskSpec.RestoreVolumes(
                new RestoreTarget(TestHub.EAST, shop.namespace()),
                List.of(new VolumeSource.Snapshot(snapshot))));
    hub.dispatch(restore);
    await().until(() -> hub.reports(restore.task()).stream().anyMatch(TestHub::ends));
    return hub.reports(restore.task()).getLast() instanceof TaskFailed failed
        ? failed.reason()
        : "";
  }

  private void finalizers(VolumeSnapshotArtifact snapshot, List<String> more) {
    content(snapshot)
        .edit(
            content -> {
              List<String> all = new ArrayList<>(content.getMetadata().getFinalizers());
              all.removeIf(finalizer -> finalizer.startsWith("slackwater.io/"));
              all.addAll(more);
              content.getMetadata().setFinalizers(all);
              return content;
            });
  }

  private Resource<GenericKubernetesResource> content(VolumeSnapshotArtifact snapshot) {
    return sandbox
        .client()
        .genericKubernetesResources("snapshot.storage.k8s.io/v1", "VolumeSnapshotContent")
        .withName(snapshot.content());
  }

  private Scope scope() {
    return new Scope(shop.namespace(), null);
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(SOON).pollInterval(Duration.ofMillis(50));
  }

  private VolumeSnapshotArtifact snapshot(
      TestHub hub, String kafka, Path secrets, VolumeClaim claim) throws IOException {
    TaskSpec spec = new TaskSpec.SnapshotVolumes(new Scope(shop.namespace(), null), List.of(claim));
    TaskId task = newTask();
    try (PackagedService service = PackagedService.start(settings(kafka, secrets))) {
      hub.dispatch(planned(task, 1, spec));
      shop.awaitSnapshot();
      service.kill();
    }
    try (PackagedService _ = PackagedService.start(settings(kafka, secrets))) {
      TaskPlanned second = planned(task, 2, spec);
      hub.dispatch(second);
      return (VolumeSnapshotArtifact) hub.awaitSuccess(second, SOON).artifacts().getFirst();
    }
  }

  private ExportArtifact export(
      TestHub hub, String kafka, Path secrets, VolumeSnapshotArtifact snapshot) throws IOException {
    TaskSpec spec = new TaskSpec.ExportSnapshots(repository(), List.of(snapshot));
    TaskId task = newTask();
    try (PackagedService service = PackagedService.start(settings(kafka, secrets))) {
      hub.dispatch(planned(task, 1, spec));
      MoverProcess.of(task);
      service.kill();
    }
    try (PackagedService _ = PackagedService.start(settings(kafka, secrets))) {
      TaskPlanned second = planned(task, 2, spec);
      hub.dispatch(second);
      return (ExportArtifact) hub.awaitSuccess(second, SOON).artifacts().getFirst();
    }
  }

  private void restore(TestHub hub, String kafka, Path secrets, ExportArtifact export)
      throws IOException {
    TaskSpec spec =
        new TaskSpec.RestoreVolumes(
            new RestoreTarget(TestHub.EAST, shop.namespace()),
            List.of(new VolumeSource.Export(export)));
    TaskId task = newTask();
    try (PackagedService service = PackagedService.start(settings(kafka, secrets))) {
      hub.dispatch(planned(task, 1, spec));
      MoverProcess.withArgument("restore " + export.snapshot());
      service.kill();
    }
    try (PackagedService _ = PackagedService.start(settings(kafka, secrets))) {
      TaskPlanned second = planned(task, 2, spec);
      hub.dispatch(second);
      assertThat(hub.awaitSuccess(second, SOON).artifacts()).hasSize(1);
    }
  }

  private Map<String, String> settings(String kafka, Path secrets) throws IOException {
    return Map.of(
        "kafka.bootstrap.servers",
        kafka,
        "slackwater.executor.clusters",
        "east",
        "slackwater.executor.cluster.east.kubeconfig",
        sandbox.kubeconfig().toString(),
        "slackwater.location.main.url",
        sandbox.location(),
        "slackwater.location.main.access-key-file",
        secret(secrets, "access", Sandbox.ACCESS_KEY),
        "slackwater.location.main.secret-key-file",
        secret(secrets, "secret", Sandbox.SECRET_KEY),
        "slackwater.location.main.password-file",
        secret(secrets, "password", "it-repository-password"),
        "slackwater.mover.memory",
        "512Mi");
  }

  private static String secret(Path secrets, String name, String content) throws IOException {
    return Files.writeString(secrets.resolve(name), content).toString();
  }

  private TaskPlanned planned(TaskId task, int attempt, TaskSpec spec) {
    return new TaskPlanned(
        task,
        new RunId("run-" + task.value().substring(0, 8)),
        application(),
        new RestorePointId("rp-" + task.value().substring(0, 8)),
        "volumes",
        attempt,
        spec,
        Instant.now().plusSeconds(300));
  }

  private RepositoryRef repository() {
    return RepositoryRef.of(new LocationName("main"), application());
  }

  private ApplicationId application() {
    return new ApplicationId(TestHub.EAST, shop.namespace(), shop.namespace());
  }

  private static TaskId newTask() {
    return new TaskId(UUID.randomUUID().toString().replace("-", ""));
  }
}
