// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.artifact.ExportArtifact;
import io.slackwater.contracts.artifact.RestoredArtifact;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.contracts.task.VolumeSource;
import io.slackwater.executor.TaskFailedException;
import io.slackwater.repository.Repository;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.snapshot.SnapshotFilter;
import io.slackwater.snapshot.sandbox.MoverProcess;
import io.slackwater.snapshot.sandbox.Sandbox;
import io.slackwater.snapshot.sandbox.SandboxExtension;
import io.slackwater.snapshot.sandbox.Shop;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SandboxExtension.class)
class ExportSnapshotsIT {

  /**
   * Files of all sorts, with owners, modes and links of their own, and 40 MB that do not compress.
   */
  private static final String FILL =
      """
      cd /volume
      mkdir -p pgdata/base empty 'with space'
      head -c 40000000 /dev/urandom > pgdata/base/1
      echo text > 'with space/file'
      ln -s base/1 pgdata/link
      ln pgdata/base/1 pgdata/hard
      chown -R 26:26 pgdata
      chmod 0700 pgdata
      chmod 0640 'with space/file'
      chown 1000:2000 .
      chmod 2775 .
      sync -f /volume
      """;

  /** Every path with type, mode, owner, link target, and hash. */
  private static final String LIST =
      """
      cd /volume
      find . -printf '%p %y %m %U:%G %l %n\\n' | sort
      find . -type f -exec sha256sum {} + | sort
      """;

  private final Sandbox sandbox;
  private final Handlers handlers;
  private final Objects objects;
  private final Shop shop;

  ExportSnapshotsIT(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.handlers = new Handlers(sandbox);
    this.objects = new Objects(sandbox.client());
    this.shop = new Shop(sandbox, objects.freshName("export"));
  }

  @BeforeEach
  void makeNamespace() {
    sandbox.namespace(shop.namespace());
  }

  @AfterEach
  void removeNamespace() {
    shop.destroy();
  }

  @Test
  void exportRestoresWholeWhenNamespaceAndSnapshotAreGone() throws InterruptedException {
    VolumeClaim claim = shop.claim("data");
    shop.run("fill", "data", FILL);
    String before = shop.run("list", "data", LIST);
    VolumeSnapshotArtifact snapshot = handlers.snapshot(shop.namespace(), claim).getFirst();
    TaskId task = Handlers.newTask();
    TestAttempt attempt = handlers.attempt(task, 1, Handlers.exportSpec(snapshot), Handlers.NEVER);

    ExportArtifact export = (ExportArtifact) handlers.run(attempt).getFirst();
    shop.destroy();
    objects.destroyInStorage(snapshot.content());
    sandbox.namespace(shop.namespace());

    assertThatExceptionOfType(TaskFailedException.class)
        .isThrownBy(() -> handlers.restore(shop.namespace(), new VolumeSource.Snapshot(snapshot)))
        .withMessageContaining(snapshot.handle())
        .withMessageContaining("export")
        .matches(failure -> !failure.retryable());
    RestoredArtifact restored =
        handlers.restore(shop.namespace(), new VolumeSource.Snapshot(snapshot, export));
    assertThat(restored.from()).isEqualTo("export");
    assertThat(restored.logicalBytes()).isEqualTo(export.logicalBytes());
    assertThat(shop.get("data").getMetadata().getAnnotations())
        .containsEntry("slackwater.io/restored-from", "export");
    assertThat(shop.run("list", "data", LIST)).isEqualTo(before);
    assertThat(export.logicalBytes()).isGreaterThanOrEqualTo(40_000_005);
    assertThat(export.storedBytes()).isGreaterThanOrEqualTo(40_000_000);
    assertThat(export.files()).isPositive();
    assertThat(attempt.mostDone()).isPositive();
    assertThat(objects.reclaimPolicy(shop.get("data").getSpec().getVolumeName()))
        .isEqualTo("Delete");
    objects.awaitNoHelpers(task);
  }

  @Test
  void repositoryTellsVolumesAndTasksApart() throws InterruptedException {
    VolumeClaim claim = shop.claim("data");
    shop.run("fill", "data", "echo one > /volume/file");
    VolumeSnapshotArtifact snapshot = handlers.snapshot(shop.namespace(), claim).getFirst();

    ExportArtifact export = handlers.export(snapshot);

    try (Repository repository = handlers.open(Handlers.repository())) {
      Snapshot stored = repository.findSnapshot(export.snapshot(), SnapshotFilter.ALL);
      assertThat(stored.paths()).containsExactly("/data/data");
      assertThat(stored.hostname()).isEqualTo("east");
      assertThat(stored.tags()).contains("claim=data", "attempt=1");
    }
  }

  @Test
  void failsWithThePodsReasonWhenTheMoverIsKilledAndTheNextAttemptExports()
      throws InterruptedException {
    VolumeClaim claim = shop.claim("data");
    shop.run("fill", "data", FILL);
    VolumeSnapshotArtifact snapshot = handlers.snapshot(shop.namespace(), claim).getFirst();
    TaskId task = Handlers.newTask();
    TaskSpec spec = Handlers.exportSpec(snapshot);
    try (Meanwhile killer = Meanwhile.does(() -> MoverProcess.of(task).kill())) {
      assertThatExceptionOfType(TaskFailedException.class)
          .isThrownBy(() -> handlers.run(handlers.attempt(task, 1, spec, Handlers.NEVER)))
          .withMessageContaining("claim 'data': mover pod")
          .withMessageContaining("137")
          .matches(TaskFailedException::retryable);
      killer.join();
    }
    ExportArtifact export =
        (ExportArtifact) handlers.run(handlers.attempt(task, 2, spec, Handlers.NEVER)).getFirst();

    assertThat(export.logicalBytes()).isGreaterThanOrEqualTo(40_000_005);
    objects.awaitNoHelpers(task);
    try (Repository repository = handlers.open(Handlers.repository())) {
      assertThat(repository.locks()).noneMatch(lock -> lock.hostname().contains(task.value()));
    }
  }

  @Test
  void repeatsTheLastWordsOfAMoverThatEndsBeforeItSaysAnything() throws InterruptedException {
    VolumeClaim claim = shop.claim("data");
    VolumeSnapshotArtifact snapshot = handlers.snapshot(shop.namespace(), claim).getFirst();
    Handlers broken = new Handlers(sandbox, "/bin/sh");
    TaskId task = Handlers.newTask();

    assertThatExceptionOfType(TaskFailedException.class)
        .isThrownBy(
            () ->
                broken.run(broken.attempt(task, 1, Handlers.exportSpec(snapshot), Handlers.NEVER)))
        .withMessageContaining("its last output: ")
        .withMessageContaining("backup");
    objects.awaitNoHelpers(task);
  }

  @Test
  void nextAttemptAdoptsARunningMover() throws InterruptedException {
    VolumeClaim claim = shop.claim("data");
    shop.run("fill", "data", FILL);
    VolumeSnapshotArtifact snapshot = handlers.snapshot(shop.namespace(), claim).getFirst();
    TaskId task = Handlers.newTask();
    TaskSpec spec = Handlers.exportSpec(snapshot);
    TestAttempt first = handlers.attempt(task, 1, spec, Handlers.NEVER);
    try (Meanwhile stopper =
        Meanwhile.does(
            () -> {
              MoverProcess.of(task);
              first.abort();
            })) {
      assertThatExceptionOfType(TestAttempt.AbortedException.class)
          .isThrownBy(() -> handlers.run(first));
      stopper.join();
    }
    Set<String> movers = objects.moverUids(task);
    ExportArtifact export =
        (ExportArtifact) handlers.run(handlers.attempt(task, 2, spec, Handlers.NEVER)).getFirst();

    assertThat(movers).hasSize(1);
    try (Repository repository = handlers.open(Handlers.repository())) {
      List<Snapshot> stored = repository.snapshots(SnapshotFilter.tagged("task=" + task.value()));
      assertThat(stored).hasSize(1);
      assertThat(stored.getFirst().tags()).contains("attempt=1");
      assertThat(stored.getFirst().id().hex()).startsWith(export.snapshot());
    }
    objects.awaitNoHelpers(task);
  }

  @Test
  void aCancelledExportLeavesNeitherItsMoverNorWhatItStored() throws InterruptedException {
    VolumeClaim small = shop.claim("small");
    VolumeClaim claim = shop.claim("data");
    shop.run("fill", "data", FILL);
    List<VolumeSnapshotArtifact> snapshots = handlers.snapshot(shop.namespace(), small, claim);
    TaskId task = Handlers.newTask();
    TaskSpec spec = Handlers.exportSpec(snapshots.toArray(VolumeSnapshotArtifact[]::new));
    TestAttempt attempt = handlers.attempt(task, 1, spec, Handlers.NEVER);
    try (Meanwhile stopper =
        Meanwhile.does(
            () -> {
              MoverProcess.of(task);
              attempt.abort();
            })) {
      assertThatExceptionOfType(TestAttempt.AbortedException.class)
          .isThrownBy(() -> handlers.run(attempt));
      stopper.join();
    }

    assertThat(attempt.takeBack()).isEmpty();

    assertThat(objects.helpers(task)).isEmpty();
    try (Repository repository = handlers.open(Handlers.repository())) {
      assertThat(repository.snapshots(SnapshotFilter.tagged("task=" + task.value()))).isEmpty();
      assertThat(repository.locks()).noneMatch(lock -> lock.hostname().contains(task.value()));
    }
  }

  @Test
  void nextAttemptFindsAFinishedExportWhoseMoverIsGone() throws InterruptedException {
    VolumeClaim claim = shop.claim("data");
    shop.run("fill", "data", "echo one > /volume/file; echo two > /volume/other");
    VolumeSnapshotArtifact snapshot = handlers.snapshot(shop.namespace(), claim).getFirst();
    TaskId task = Handlers.newTask();
    TaskSpec spec = Handlers.exportSpec(snapshot);

    ExportArtifact first =
        (ExportArtifact) handlers.run(handlers.attempt(task, 1, spec, Handlers.NEVER)).getFirst();
    objects.awaitNoHelpers(task);
    ExportArtifact again =
        (ExportArtifact) handlers.run(handlers.attempt(task, 2, spec, Handlers.NEVER)).getFirst();

    assertThat(again.snapshot()).isEqualTo(first.snapshot());
    assertThat(again.files()).isEqualTo(first.files()).isEqualTo(2);
    assertThat(again.logicalBytes()).isEqualTo(first.logicalBytes()).isEqualTo(8);
    assertThat(again.storedBytes()).isEqualTo(first.storedBytes()).isPositive();
  }

  @Test
  void keepsCredentialsOutOfThePodAndRemovesTheirSecret() throws InterruptedException {
    VolumeClaim claim = shop.claim("data");
    shop.run("fill", "data", FILL);
    VolumeSnapshotArtifact snapshot = handlers.snapshot(shop.namespace(), claim).getFirst();
    TaskId task = Handlers.newTask();
    TestAttempt attempt = handlers.attempt(task, 1, Handlers.exportSpec(snapshot), Handlers.NEVER);
    StringBuilder seen = new StringBuilder();
    try (Meanwhile spy =
        Meanwhile.does(
            () -> {
              MoverProcess mover = MoverProcess.of(task);
              seen.append(objects.moverPodsAsJson(task)).append(mover.commandLine());
            })) {
      handlers.run(attempt);
      spy.join();
    }

    assertThat(seen.toString())
        .contains(task.value())
        .doesNotContain(Handlers.PASSWORD, Sandbox.SECRET_KEY, Sandbox.ACCESS_KEY);
    objects.awaitNoHelpers(task);
  }

  @Test
  void sweepsHelpersOfTasksWhoseTimeIsOver() throws InterruptedException {
    VolumeClaim claim = shop.claim("data");
    TaskId dead = Handlers.newTask();
    objects.makeLeftoverSecret(dead, "2020-01-01T00:00:00Z");
    TaskId alive = Handlers.newTask();
    objects.makeLeftoverSecret(alive, "2999-01-01T00:00:00Z");

    handlers.snapshot(shop.namespace(), claim);

    objects.awaitNoHelpers(dead);
    assertThat(objects.helpers(alive)).hasSize(1);
  }
}
