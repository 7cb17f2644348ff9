// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.ExportArtifact;
import io.slackwater.contracts.artifact.RestoredArtifact;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.contracts.task.VolumeSource;
import io.slackwater.executor.TaskFailedException;
import io.slackwater.snapshot.sandbox.MoverProcess;
import io.slackwater.snapshot.sandbox.Sandbox;
import io.slackwater.snapshot.sandbox.SandboxExtension;
import io.slackwater.snapshot.sandbox.Shop;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SandboxExtension.class)
class RestoreVolumesIT {

  private final Sandbox sandbox;
  private final Handlers handlers;
  private final Objects objects;
  private final Shop shop;
  private final Shop copy;

  RestoreVolumesIT(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.handlers = new Handlers(sandbox);
    this.objects = new Objects(sandbox.client());
    this.shop = new Shop(sandbox, objects.freshName("origin"));
    this.copy = new Shop(sandbox, objects.freshName("copy"));
  }

  @BeforeEach
  void makeNamespaces() {
    sandbox.namespace(shop.namespace());
    sandbox.namespace(copy.namespace());
  }

  @AfterEach
  void removeNamespaces() {
    shop.destroy();
    copy.destroy();
  }

  @Test
  void restoresTwoVolumesBesideTheLivingApplicationAndLeavesNoTrace() throws InterruptedException {
    VolumeClaim first = filled("first", "one");
    VolumeClaim second = filled("second", "two");
    List<VolumeSnapshotArtifact> snapshots = handlers.snapshot(shop.namespace(), first, second);
    TaskId task = Handlers.newTask();
    TaskSpec spec =
        Handlers.restoreSpec(
            copy.namespace(),
            new VolumeSource.Snapshot(snapshots.getFirst()),
            new VolumeSource.Snapshot(snapshots.getLast()));

    List<Artifact> restored = handlers.run(handlers.attempt(task, 1, spec, Handlers.NEVER));

    assertThat(restored)
        .extracting(artifact -> ((RestoredArtifact) artifact).component())
        .containsExactly("PersistentVolumeClaim/first", "PersistentVolumeClaim/second");
    assertThat(copy.run("read", "first", "cat /volume/file")).isEqualTo("one\n");
    assertThat(copy.run("read", "second", "cat /volume/file")).isEqualTo("two\n");
    PersistentVolumeClaim claim = copy.get("first");
    assertThat(claim.getMetadata().getLabels()).containsEntry("app", "shop");
    assertThat(claim.getSpec().getDataSource()).isNull();
    assertThat(claim.getSpec().getResources().getRequests().get("storage")).hasToString("256Mi");
    assertThat(objects.reclaimPolicy(claim.getSpec().getVolumeName())).isEqualTo("Delete");
    assertThat(objects.deletionPolicy(snapshots.getFirst().content())).isEqualTo("Retain");
    objects.awaitNoHelpers(task);
  }

  @Test
  void aSnapshotRestoresAgainAndAgain() throws InterruptedException {
    VolumeClaim claim = filled("data", "one");
    VolumeSnapshotArtifact snapshot = handlers.snapshot(shop.namespace(), claim).getFirst();

    handlers.restore(copy.namespace(), new VolumeSource.Snapshot(snapshot));
    copy.destroy();
    sandbox.namespace(copy.namespace());
    handlers.restore(copy.namespace(), new VolumeSource.Snapshot(snapshot));

    assertThat(copy.run("read", "data", "cat /volume/file")).isEqualTo("one\n");
  }

  @Test
  void refusesAClaimInTheWayByNameAndTouchesNothing() throws InterruptedException {
    VolumeClaim claim = filled("data", "old");
    VolumeSnapshotArtifact snapshot = handlers.snapshot(shop.namespace(), claim).getFirst();
    shop.run("change", "data", "echo new > /volume/file");
    TaskId task = Handlers.newTask();
    TaskSpec spec = Handlers.restoreSpec(shop.namespace(), new VolumeSource.Snapshot(snapshot));

    assertThatExceptionOfType(TaskFailedException.class)
        .isThrownBy(() -> handlers.run(handlers.attempt(task, 1, spec, Handlers.NEVER)))
        .withMessageContaining("claim '" + shop.namespace() + "/data' exists already")
        .matches(failure -> !failure.retryable());
    assertThat(shop.run("read", "data", "cat /volume/file")).isEqualTo("new\n");
    assertThat(objects.helpers(task)).isEmpty();
  }

  @Test
  void nextAttemptGoesOnWhereverTheOneBeforeStopped() throws InterruptedException {
    VolumeClaim claim = filled("data", "one");
    VolumeSnapshotArtifact snapshot = handlers.snapshot(shop.namespace(), claim).getFirst();
    TaskId task = Handlers.newTask();

    Stopping.untilDone(
        handlers,
        task,
        Handlers.restoreSpec(copy.namespace(), new VolumeSource.Snapshot(snapshot)));

    assertThat(copy.run("read", "data", "cat /volume/file")).isEqualTo("one\n");
    assertThat(objects.reclaimPolicy(copy.get("data").getSpec().getVolumeName()))
        .isEqualTo("Delete");
    objects.awaitNoHelpers(task);
  }

  @Test
  void aKilledMoverLeavesNoHalfVolumeAndTheNextAttemptRestores() throws InterruptedException {
    VolumeClaim claim = shop.claim("data");
    shop.run("fill", "data", "head -c 40000000 /dev/urandom > /volume/file; sync -f /volume");
    String hash = shop.run("hash", "data", "sha256sum /volume/file");
    ExportArtifact export = handlers.export(handlers.snapshot(shop.namespace(), claim).getFirst());
    TaskId task = Handlers.newTask();
    TaskSpec spec = Handlers.restoreSpec(copy.namespace(), new VolumeSource.Export(export));
    try (Meanwhile killer =
        Meanwhile.does(() -> MoverProcess.withArgument(export.snapshot()).kill())) {
      assertThatExceptionOfType(TaskFailedException.class)
          .isThrownBy(() -> handlers.run(handlers.attempt(task, 1, spec, Handlers.NEVER)))
          .withMessageContaining("137")
          .matches(TaskFailedException::retryable);
      killer.join();
    }
    assertThat(objects.claims(copy.namespace())).isEmpty();
    handlers.run(handlers.attempt(task, 2, spec, Handlers.NEVER));

    assertThat(copy.run("hash", "data", "sha256sum /volume/file")).isEqualTo(hash);
    objects.awaitNoHelpers(task);
  }

  private VolumeClaim filled(String name, String content) {
    VolumeClaim claim = shop.claim(name);
    shop.run("fill", name, "echo " + content + " > /volume/file; sync -f /volume");
    return claim;
  }
}
