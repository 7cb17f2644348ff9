// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.HoldArtifact;
import io.slackwater.contracts.artifact.HoldArtifact.Barred;
import io.slackwater.contracts.artifact.HoldArtifact.HeldVolume;
import io.slackwater.contracts.artifact.HoldArtifact.Unbarred;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.signal.HoldAborted;
import io.slackwater.contracts.signal.HoldPreparing;
import io.slackwater.contracts.signal.HoldSealed;
import io.slackwater.contracts.task.TaskSpec.SnapshotVolumes;
import io.slackwater.contracts.task.VolumeSource;
import io.slackwater.executor.TaskFailedException;
import io.slackwater.snapshot.application.hold.HoldBarrier;
import io.slackwater.snapshot.domain.HoldFailedException;
import io.slackwater.snapshot.sandbox.HeldShop;
import io.slackwater.snapshot.sandbox.Sandbox;
import io.slackwater.snapshot.sandbox.SandboxExtension;
import io.slackwater.snapshot.sandbox.Shop;
import io.slackwater.snapshot.sandbox.SlowStorage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Holds of a shop with a PostgreSQL and two writers that write all the time. */
@ExtendWith(SandboxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HoldIT {

  private static final Duration RESUMED = Holds.MAX_HOLD.plusSeconds(1);
  private static final TaskId DUMP = new TaskId("dump-of-the-database");

  private final Sandbox sandbox;
  private final Handlers handlers;
  private final Objects objects;
  private final String storageClass;
  private final HeldShop shop;
  private final Shop volumes;

  HoldIT(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.handlers = new Handlers(sandbox);
    this.objects = new Objects(sandbox.client());
    this.storageClass = SlowStorage.storageClass(sandbox, Map.of());
    this.shop = new HeldShop(sandbox, objects.freshName("held"), storageClass);
    this.volumes = new Shop(sandbox, shop.namespace());
  }

  @BeforeAll
  void open() {
    sandbox.namespace(shop.namespace());
    shop.open();
  }

  @AfterAll
  void close() {
    volumes.destroy();
  }

  @Test
  void cutsVolumesAndDatabaseAtOneMomentUnderLoad() throws InterruptedException {
    Holds holds = new Holds(handlers);

    List<Artifact> artifacts =
        holds.run(
            Handlers.newTask(),
            1,
            Holds.spec(
                shop.namespace(), List.of(DUMP), HeldShop.CLAIMS.toArray(VolumeClaim[]::new)));
    HoldArtifact hold = Holds.hold(artifacts);
    Set<String> expected = shop.committedUntil(hold.cutAt());

    assertThat(hold.barriers())
        .extracting(Barred::component)
        .containsExactly("Deployment/writer", "StatefulSet/database");
    assertThat(hold.volumes()).hasSize(2).allMatch(HeldVolume::barred);
    assertThat(hold.unbarred()).isEmpty();
    assertThat(hold.skewMillis()).isNotNull();
    assertThat(holds.signals.kinds())
        .containsExactly("HoldPreparing", "HoldQuiesced", "HoldSealed");
    assertThat(restored(artifacts)).isEqualTo(expected);
    shop.awaitOrder(RESUMED);
    assertThat(shop.longestPause()).isLessThan(RESUMED.toMillis());
  }

  /** Rows of the database in a copy of the shop, whose files were compared with its orders. */
  private Set<String> restored(List<Artifact> artifacts) throws InterruptedException {
    HeldShop copy = new HeldShop(sandbox, objects.freshName("restored"));
    Shop files = new Shop(sandbox, copy.namespace());
    sandbox.namespace(copy.namespace());
    for (Artifact artifact : artifacts.subList(1, artifacts.size())) {
      handlers.restore(
          copy.namespace(), new VolumeSource.Snapshot((VolumeSnapshotArtifact) artifact));
    }
    copy.openDatabase();
    HeldShop.assertFilesAre(copy.orderFiles(), files, "order-files");
    Set<String> rows = copy.committed();
    files.destroy();
    return rows;
  }

  @Test
  void barsNobodyWhenAParticipantIsMissing() {
    Holds holds = new Holds(handlers);
    holds.signals.missing = Set.of(DUMP);
    AtomicInteger raised = new AtomicInteger();
    holds.fault =
        barrier -> new FaultyBarrier(barrier, raised::incrementAndGet, () -> {}, () -> {});
    TaskId task = Handlers.newTask();

    assertVoid(holds, task, spec(List.of(DUMP)), "nobody was barred: the tasks [" + DUMP + "]");
    assertThat(holds.signals.kinds()).containsExactly("HoldPreparing", "HoldAborted");
    assertThat(raised).hasValue(0);
  }

  @Test
  void releasesTheWritersWhenTheDatabaseRefusesForALongTransaction() throws Exception {
    Holds holds = new Holds(handlers);
    TaskId task = Handlers.newTask();

    try (var transaction = shop.longTransaction()) {
      assertThat(transaction).isNotNull();
      assertVoid(holds, task, spec(List.of()), "nightly-report");
      shop.awaitOrder(RESUMED);
    }
    assertThat(holds.signals.given.getLast())
        .isInstanceOfSatisfying(
            HoldAborted.class, aborted -> assertThat(aborted.reason()).contains("nightly-report"));
  }

  @Test
  void voidsAHoldThatRunsOutBetweenItsLastSnapshotAndItsSeal() {
    Holds holds = new Holds(handlers);
    holds.fault = barrier -> new FaultyBarrier(barrier, () -> awaitLoss(barrier));

    assertVoid(holds, Handlers.newTask(), spec(List.of()), "Deployment/writer");
    shop.awaitOrder(RESUMED);
  }

  private static void awaitLoss(HoldBarrier barrier) {
    Awaitility.await()
        .atMost(RESUMED.plusSeconds(5))
        .until(
            () -> {
              try {
                barrier.ping();
                return false;
              } catch (HoldFailedException over) {
                return over.retryable();
              }
            });
  }

  /** After its release, so that only the second look can tell: its session was proved before. */
  @Test
  void voidsTheHoldWhenAPodRestartsInBetween() {
    Holds holds = new Holds(handlers);
    holds.fault =
        barrier ->
            barrier.component().equals("Deployment/writer")
                ? new FaultyBarrier(barrier, () -> {}, () -> {}, shop::restartWriter)
                : barrier;

    assertVoid(
        holds,
        Handlers.newTask(),
        spec(List.of()),
        "the hold is void: while it was up, container writer of pod writer-");
    shop.awaitOrder(Duration.ofSeconds(60));
  }

  @Test
  void endsAtTheCreationThatASlowDriverReportsAndNotWhenItsSnapshotIsReady()
      throws InterruptedException {
    long ready = Holds.MAX_HOLD.plusSeconds(2).toMillis();
    VolumeClaim slow =
        SlowStorage.claim(sandbox, volumes, Map.of("snapshotReadyDelay", String.valueOf(ready)));
    Holds holds = new Holds(handlers);

    List<Artifact> artifacts =
        holds.run(Handlers.newTask(), 1, Holds.spec(shop.namespace(), List.of(), slow));

    assertThat(artifacts).hasSize(2);
    assertThat(Holds.hold(artifacts).barriers())
        .allMatch(barred -> barred.holdMillis() < Holds.MAX_HOLD.toMillis());
  }

  @Test
  void cutsAtOneMomentThoughItsDriverReportsTheCreationBeforeItCuts() throws InterruptedException {
    Holds holds = new Holds(handlers);
    holds.cutAtCreation = Set.of();
    List<Artifact> artifacts;
    SlowStorage.change(sandbox, storageClass, Map.of("snapshotCutDelay", "1500"));
    try {
      artifacts = holds.run(Handlers.newTask(), 1, spec(List.of()));
    } finally {
      SlowStorage.change(sandbox, storageClass, Map.of());
    }
    HoldArtifact hold = Holds.hold(artifacts);
    Set<String> expected = shop.committedUntil(hold.cutAt());

    assertThat(hold.barriers()).allMatch(barred -> barred.holdMillis() >= 1500);
    assertThat(restored(artifacts)).isEqualTo(expected);
    shop.awaitOrder(RESUMED);
    assertThat(shop.longestPause()).isLessThan(RESUMED.toMillis());
  }

  @Test
  void voidsTheHoldOfADriverThatDoesNotCutInTime() {
    VolumeClaim late =
        SlowStorage.claim(
            sandbox,
            volumes,
            Map.of(
                "snapshotCreationDelay", String.valueOf(Holds.MAX_HOLD.plusSeconds(2).toMillis())));
    Holds holds = new Holds(handlers);

    assertVoid(
        holds,
        Handlers.newTask(),
        Holds.spec(shop.namespace(), List.of(), late),
        "claim '" + late.name() + "'");
    shop.awaitOrder(RESUMED);
  }

  @Test
  void namesTheVolumeWhoseWriterDeclaresNoBarrier() throws InterruptedException {
    VolumeClaim open = volumes.claim(objects.freshName("open"));
    volumes.startWriter(open.name());
    Holds holds = new Holds(handlers);

    HoldArtifact hold =
        Holds.hold(holds.run(Handlers.newTask(), 1, Holds.spec(shop.namespace(), List.of(), open)));

    assertThat(hold.volumes())
        .singleElement()
        .satisfies(
            volume -> {
              assertThat(volume.barred()).isFalse();
              assertThat(volume.reason()).contains("pod writer-" + open.name());
            });
    assertThat(hold.unbarred())
        .singleElement()
        .returns("Pod/writer-" + open.name(), unbarred -> unbarred.component());
  }

  @Test
  void namesTheDeclaredWriterThatBeganWhileParticipantsPrepared() throws InterruptedException {
    String late = objects.freshName("late");
    Holds holds = new Holds(handlers);
    holds.signals.onSignal =
        signal -> {
          if (signal instanceof HoldPreparing) {
            shop.startDeclaredWriter(late);
          }
        };
    try {
      HoldArtifact hold = Holds.hold(holds.run(Handlers.newTask(), 1, spec(List.of())));

      assertThat(hold.volumes()).allMatch(HeldVolume::barred);
      assertThat(hold.unbarred())
          .containsExactly(
              new Unbarred(
                  "Pod/" + late,
                  "pod "
                      + late
                      + " declares how it is barred, but began while the hold was prepared or up"));
    } finally {
      shop.deletePod(late);
    }
  }

  @Test
  void namesTheDeclaredWriterThatBeganAndEndedInBetweenUnlessItIsOfAnotherApplication()
      throws InterruptedException {
    String late = objects.freshName("late");
    Holds holds = new Holds(handlers);
    holds.signals.onSignal =
        signal -> {
          if (signal instanceof HoldPreparing) {
            shop.startDeclaredWriter(late);
            shop.endDeclaredWriter(late);
          }
        };
    SnapshotVolumes spec = spec(List.of());
    SnapshotVolumes selected =
        new SnapshotVolumes(
            new Scope(shop.namespace(), "app.kubernetes.io/name=writer"),
            spec.volumes(),
            spec.hold());
    try {
      HoldArtifact whole = Holds.hold(holds.run(Handlers.newTask(), 1, spec));
      shop.deletePod(late);
      HoldArtifact part = Holds.hold(holds.run(Handlers.newTask(), 1, selected));

      assertThat(whole.unbarred()).extracting(Unbarred::component).containsExactly("Pod/" + late);
      assertThat(part.barriers())
          .extracting(Barred::component)
          .containsExactly("Deployment/writer", "StatefulSet/database");
      assertThat(part.unbarred()).isEmpty();
    } finally {
      shop.deletePod(late);
    }
  }

  @Test
  void freezesTheFileSystemOfAClaimThatAsksForItAndCutsInside() throws InterruptedException {
    VolumeClaim frozen =
        SlowStorage.claim(sandbox, volumes, Map.of("csi.storage.k8s.io/fstype", "ext4"));
    volumes.annotate(frozen.name(), "slackwater.io/freeze", "true");
    volumes.startWriter(frozen.name());
    Holds holds = new Holds(handlers);

    HoldArtifact hold =
        Holds.hold(
            holds.run(Handlers.newTask(), 1, Holds.spec(shop.namespace(), List.of(), frozen)));

    assertThat(hold.barriers())
        .extracting(Barred::component)
        .containsExactly(
            "Deployment/writer", "StatefulSet/database", "PersistentVolumeClaim/" + frozen.name());
    assertThat(hold.volumes())
        .singleElement()
        .satisfies(
            volume -> {
              assertThat(volume.barred()).isTrue();
              assertThat(volume.reason()).contains("freeze of its file system");
            });
    assertThat(hold.unbarred()).isEmpty();
    Set<String> before = volumes.written(frozen.name());
    Awaitility.await()
        .atMost(RESUMED.plusSeconds(60))
        .until(() -> volumes.written(frozen.name()).size() > before.size());
  }

  @Test
  void barsNobodyWhenAClaimIsToBeFrozenThatHasADeclaredWriter() {
    volumes.annotate("order-files", "slackwater.io/freeze", "true");
    try {
      assertThatExceptionOfType(TaskFailedException.class)
          .isThrownBy(() -> new Holds(handlers).run(Handlers.newTask(), 1, spec(List.of())))
          .withMessageContaining("order-files")
          .withMessageContaining("remove the annotation")
          .matches(failure -> !failure.retryable());
    } finally {
      volumes.annotate("order-files", "slackwater.io/freeze", "false");
    }
  }

  @Test
  void nextAttemptAdoptsWhatWasSealedAndNothingElse() throws InterruptedException {
    VolumeClaim claim = volumes.claim(objects.freshName("adopted"));
    TaskId task = Handlers.newTask();
    SnapshotVolumes spec = Holds.spec(shop.namespace(), List.of(), claim);
    Holds first = new Holds(handlers);
    first.signals.onSignal =
        signal -> {
          if (signal instanceof HoldSealed) {
            throw new TestAttempt.AbortedException();
          }
        };
    assertThatExceptionOfType(TestAttempt.AbortedException.class)
        .isThrownBy(() -> first.run(task, 1, spec));

    Holds second = new Holds(handlers);
    List<Artifact> artifacts = second.run(task, 2, spec);

    assertThat(second.signals.kinds()).containsExactly("HoldSealed");
    assertThat(second.signals.given.getFirst().hold().id())
        .isEqualTo(first.signals.given.getFirst().hold().id())
        .isEqualTo(Holds.hold(artifacts).hold());
    assertThat(artifacts).hasSize(2);
    assertThatExceptionOfType(TaskFailedException.class)
        .isThrownBy(() -> new Holds(handlers).run(task, 1, spec))
        .withMessageContaining("belongs to attempt 2");
  }

  private SnapshotVolumes spec(List<TaskId> participants) {
    return Holds.spec(shop.namespace(), participants, HeldShop.CLAIMS.toArray(VolumeClaim[]::new));
  }

  private void assertVoid(Holds holds, TaskId task, SnapshotVolumes spec, String why) {
    assertThatExceptionOfType(TaskFailedException.class)
        .isThrownBy(() -> holds.run(task, 1, spec))
        .withMessageContaining(why)
        .matches(TaskFailedException::retryable);
    assertThat(holds.signals.given.getLast()).isInstanceOf(HoldAborted.class);
    assertThat(objects.snapshotsOf(shop.namespace(), task)).isEmpty();
  }
}
