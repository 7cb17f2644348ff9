// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.restorepoint.RestorePointState;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.task.TaskAccepted;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.sandbox.story.Narrator;
import io.slackwater.sandbox.story.shop.Evidence;
import io.slackwater.sandbox.story.shop.Inspector;
import io.slackwater.sandbox.story.shop.Shop;
import io.slackwater.sandbox.story.stack.Service;
import io.slackwater.sandbox.testing.Poll;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Held backups end to end, that nobody kills: many of them, and some that are cancelled. */
@Tag("long")
class HoldRunsIT {

  private static final Duration REACHED = Duration.ofMinutes(2);
  private static final Duration RELEASED = Duration.ofSeconds(5);
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final Duration TIDIED = Duration.ofMinutes(3);
  private static final int ROUNDS = 50;

  private static final Narrator narrator = new Narrator(System.out);
  private static DivertedSandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = DivertedSandbox.start("hold-runs-it", narrator);
    sandbox.restartWith(Service.CATALOG, Map.of("slackwater.retention.interval", "2s"));
  }

  @AfterAll
  static void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
    narrator.close();
  }

  @Test
  void fiftyBackupsOfFiftyAreConsistentUnderLoad() {
    HeldShop shop = opened("rounds");
    try {
      List<Round> rounds =
          Rounds.play(ROUNDS, shop, new PointProof(sandbox.sandbox(), sandbox.east()), narrator);

      assertThat(rounds).hasSize(ROUNDS);
      assertThat(Rounds.faults(rounds)).isEmpty();
    } finally {
      shop.close();
    }
  }

  @Test
  void cancelledBackupReleasesItsBarriersFirstAndLeavesNothing() throws InterruptedException {
    HeldShop shop = opened("cancelled");
    WriterNotes notes = new WriterNotes(sandbox.east(), shop.namespace());
    Repository repository = new Repository(sandbox.sandbox(), shop.application());
    RunId run;
    boolean released;
    sandbox.gate().arm(Border.ALL_BARRIERS, shop.namespace());
    try {
      run = shop.requestBackup();
      assertThat(sandbox.gate().awaitReached(REACHED)).isTrue();
      HoldId hold = shop.awaitHold(run);
      assertThat(shop.look(run, hold).databaseBarred()).isTrue();
      Instant cancelledAt = Instant.now();

      shop.cancel(run, DEADLINE);

      // Its request for snapshots is still on the way: what bars is let go before anything else.
      released = Poll.until(RELEASED, () -> notes.wroteSince(cancelledAt));
      assertThat(shop.look(run, hold).databaseBarred()).isFalse();
    } finally {
      sandbox.gate().open();
    }
    RunSettled settled = shop.awaitSettled(run);

    assertThat(released).isTrue();
    assertThat(settled.outcome()).isEqualTo(Outcome.CANCELLED);
    // Asked for before the end was told, and deleted before the end was reported.
    assertThat(volumeSnapshots(run)).isEmpty();
    assertThat(settled.reasons()).noneMatch(reason -> reason.contains("left over"));
    assertThat(
            Poll.until(TIDIED, () -> shop.pointNow(settled).state() == RestorePointState.RETIRED))
        .as("its point is retired: %s", shop.pointNow(settled).state())
        .isTrue();
    assertThat(repository.snapshots()).isEmpty();
    assertThat(shop.awaitSettled(shop.requestBackup()).outcome()).isEqualTo(Outcome.SUCCEEDED);
    shop.close();
  }

  @Test
  void cancelledRestoreEndsByItsDeadlineNamesWhatItLeavesAndCanBeAskedForAgain() {
    HeldShop shop = opened("restored");
    Evidence before = new Inspector(sandbox.east(), shop.namespace()).take();
    RunSettled backup = shop.awaitSettled(shop.requestBackup());
    assertThat(backup.outcome()).isEqualTo(Outcome.SUCCEEDED);
    RunId restore = shop.requestRestore(backup.restorePoint(), "restored-half");
    awaitAccepted(restore, TaskSpec.RestoreVolumes.class);
    Instant cancelledAt = Instant.now();

    shop.cancel(restore, DEADLINE);

    RunSettled settled = shop.awaitSettled(restore);
    assertThat(settled.outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(settled.settledAt()).isBefore(cancelledAt.plus(DEADLINE).plusSeconds(10));
    assertThat(settled.reasons())
        .anyMatch(reason -> reason.startsWith("namespace restored-half of cluster east"))
        .anyMatch(reason -> reason.startsWith("claims [") && reason.contains("restored-half"));
    assertThat(Poll.until(TIDIED, () -> pods("restored-half").isEmpty()))
        .as("nothing works in it any more: %s", pods("restored-half"))
        .isTrue();
    RunSettled again =
        shop.awaitSettled(shop.requestRestore(backup.restorePoint(), "restored-whole"));
    assertThat(again.reasons()).isEmpty();
    new Shop(sandbox.east(), "restored-whole").awaitReady();
    assertThat(new Inspector(sandbox.east(), "restored-whole").missingRows(before)).isEmpty();
    List.of("restored", "restored-half", "restored-whole")
        .forEach(namespace -> new Shop(sandbox.east(), namespace).destroy());
  }

  private static HeldShop opened(String namespace) {
    HeldShop shop = sandbox.shop(namespace);
    narrator.step("shop " + namespace, shop::open);
    return shop;
  }

  private static void awaitAccepted(RunId run, Class<? extends TaskSpec> kind) {
    TaskPlanned task =
        sandbox
            .feed()
            .await(
                "the " + kind.getSimpleName() + " of " + run.value(),
                REACHED,
                TaskPlanned.class,
                planned ->
                    planned.event().run().equals(run) && kind.isInstance(planned.event().spec()))
            .event();
    sandbox
        .feed()
        .await(
            "the begin of " + task.component(),
            REACHED,
            TaskAccepted.class,
            accepted -> accepted.event().attempt().task().equals(task.task()));
  }

  private static List<GenericKubernetesResource> volumeSnapshots(RunId run) {
    return sandbox
        .east()
        .genericKubernetesResources("snapshot.storage.k8s.io/v1", "VolumeSnapshot")
        .inAnyNamespace()
        .withLabel("slackwater.io/run", run.value())
        .list()
        .getItems();
  }

  private static List<String> pods(String namespace) {
    return sandbox.east().pods().inNamespace(namespace).list().getItems().stream()
        .map(pod -> pod.getMetadata().getName())
        .toList();
  }
}
