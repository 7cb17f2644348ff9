// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.contracts.task.VolumeSource;
import io.slackwater.executor.TaskFailedException;
import io.slackwater.snapshot.sandbox.Sandbox;
import io.slackwater.snapshot.sandbox.SandboxExtension;
import io.slackwater.snapshot.sandbox.Shop;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SandboxExtension.class)
class RetireVolumesIT {

  private final Sandbox sandbox;
  private final Handlers handlers;
  private final Objects objects;
  private final Shop shop;

  RetireVolumesIT(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.handlers = new Handlers(sandbox);
    this.objects = new Objects(sandbox.client());
    this.shop = new Shop(sandbox, objects.freshName("retire"));
  }

  @BeforeEach
  void makeNamespace() {
    sandbox.namespace(shop.namespace());
  }

  @Test
  void deletesTheSnapshotsNamedAndNoOther() throws InterruptedException {
    VolumeClaim claim = shop.claim("data");
    VolumeSnapshotArtifact retired = handlers.snapshot(shop.namespace(), claim).getFirst();
    VolumeSnapshotArtifact kept = handlers.snapshot(shop.namespace(), claim).getFirst();
    TaskId task = Handlers.newTask();

    retire(task, 1, retired);
    retire(task, 2, retired);

    assertThat(objects.contentExists(retired.content())).isFalse();
    assertThat(objects.snapshots(shop.namespace())).hasSize(1);
    assertThat(objects.helpers(task)).isEmpty();
    shop.destroy();
    sandbox.namespace(shop.namespace());
    assertLost(retired);
    handlers.restore(shop.namespace(), new VolumeSource.Snapshot(kept));
    shop.destroy();
  }

  @Test
  void deletesWhatTheStorageHoldsThoughNoObjectStandsForItAnyMore() throws InterruptedException {
    VolumeClaim claim = shop.claim("data");
    VolumeSnapshotArtifact retired = handlers.snapshot(shop.namespace(), claim).getFirst();
    shop.destroy();
    objects.forgetContent(retired.content());
    sandbox.namespace(shop.namespace());

    retire(Handlers.newTask(), 1, retired);

    assertLost(retired);
    shop.destroy();
  }

  private void retire(TaskId task, int attempt, VolumeSnapshotArtifact snapshot)
      throws InterruptedException {
    TaskSpec spec = new TaskSpec.RetireVolumes(List.of(snapshot));
    assertThat(handlers.run(handlers.attempt(task, attempt, spec, Handlers.NEVER))).isEmpty();
  }

  private void assertLost(VolumeSnapshotArtifact snapshot) {
    assertThatExceptionOfType(TaskFailedException.class)
        .isThrownBy(() -> handlers.restore(shop.namespace(), new VolumeSource.Snapshot(snapshot)))
        .withMessageContaining(snapshot.handle());
  }
}
