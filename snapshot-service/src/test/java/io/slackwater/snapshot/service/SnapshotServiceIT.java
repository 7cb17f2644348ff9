// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.service;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.contracts.task.VolumeSource;
import io.slackwater.sandbox.testing.TestKafka;
import io.slackwater.snapshot.sandbox.MoverProcess;
import io.slackwater.snapshot.sandbox.Sandbox;
import io.slackwater.snapshot.sandbox.SandboxExtension;
import io.slackwater.snapshot.sandbox.Shop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
    shop.run("fill", "data", "head -c 60000000 /dev/urandom > /volume/file; sync");
    String hash = shop.run("hash", "data", "sha256sum /volume/file");

    try (TestKafka kafka = TestKafka.start(List.of(Hub.EAST));
        Hub hub = new Hub(kafka.bootstrapServers())) {
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

  private VolumeSnapshotArtifact snapshot(Hub hub, String kafka, Path secrets, VolumeClaim claim)
      throws IOException {
    TaskSpec spec = new TaskSpec.SnapshotVolumes(new Scope(shop.namespace(), null), List.of(claim));
    TaskId task = newTask();
    try (ServiceProcess service = ServiceProcess.start(sandbox, kafka, secrets)) {
      hub.dispatch(planned(task, 1, spec));
      shop.awaitSnapshot();
      service.kill();
    }
    try (ServiceProcess service = ServiceProcess.start(sandbox, kafka, secrets)) {
      assertThat(service).isNotNull();
      TaskPlanned second = planned(task, 2, spec);
      hub.dispatch(second);
      return (VolumeSnapshotArtifact) hub.awaitSuccess(second).artifacts().getFirst();
    }
  }

  private ExportArtifact export(
      Hub hub, String kafka, Path secrets, VolumeSnapshotArtifact snapshot) throws IOException {
    TaskSpec spec = new TaskSpec.ExportSnapshots(repository(), List.of(snapshot));
    TaskId task = newTask();
    try (ServiceProcess service = ServiceProcess.start(sandbox, kafka, secrets)) {
      hub.dispatch(planned(task, 1, spec));
      MoverProcess.of(task);
      service.kill();
    }
    try (ServiceProcess service = ServiceProcess.start(sandbox, kafka, secrets)) {
      assertThat(service).isNotNull();
      TaskPlanned second = planned(task, 2, spec);
      hub.dispatch(second);
      return (ExportArtifact) hub.awaitSuccess(second).artifacts().getFirst();
    }
  }

  private void restore(Hub hub, String kafka, Path secrets, ExportArtifact export)
      throws IOException {
    TaskSpec spec =
        new TaskSpec.RestoreVolumes(
            new RestoreTarget(Hub.EAST, shop.namespace()),
            List.of(new VolumeSource.Export(export)));
    TaskId task = newTask();
    try (ServiceProcess service = ServiceProcess.start(sandbox, kafka, secrets)) {
      hub.dispatch(planned(task, 1, spec));
      MoverProcess.withArgument("restore " + export.snapshot());
      service.kill();
    }
    try (ServiceProcess service = ServiceProcess.start(sandbox, kafka, secrets)) {
      assertThat(service).isNotNull();
      TaskPlanned second = planned(task, 2, spec);
      hub.dispatch(second);
      assertThat(hub.awaitSuccess(second).artifacts()).hasSize(1);
    }
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
    return new ApplicationId(Hub.EAST, shop.namespace(), shop.namespace());
  }

  private static TaskId newTask() {
    return new TaskId(UUID.randomUUID().toString().replace("-", ""));
  }
}
