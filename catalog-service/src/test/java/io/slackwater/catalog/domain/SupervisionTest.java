// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.catalog.Samples;
import io.slackwater.contracts.alert.AlertRaised;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.RestorePointRecorded;
import io.slackwater.contracts.restorepoint.RestorePointState;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.task.TaskAccepted;
import io.slackwater.contracts.task.TaskCancelled;
import io.slackwater.contracts.task.TaskFailed;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskReport;
import io.slackwater.contracts.task.TaskSucceeded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SupervisionTest {
  private static final Instant NOW = Samples.PLANNED.plusSeconds(60);
  private static final Instant NOT_AFTER = NOW.plusSeconds(3600);
  private final Samples shop = Samples.of("east", "shop");
  private final Supervision supervision = new Supervision(Rules.USUAL);
  private final List<io.slackwater.contracts.event.Event> said = new ArrayList<>();
  private Run run = Run.placeholder(shop.run(), shop.application());

  @Test
  void waitsLongerAfterEachFailureAndGivesUpAfterTheThird() {
    plan(Approach.DATA_SERVICE, false);
    TaskPlanned dump = shop.dumpTask(NOT_AFTER);
    on(new TaskFailed(Samples.attempt(dump, "x", 1), "reset", true), NOW);

    step(run, NOW.plusSeconds(4));
    assertThat(orders(2)).isEmpty();
    step(run, NOW.plusSeconds(5));
    assertThat(orders(2)).hasSize(1);
    on(
        new TaskFailed(Samples.attempt(orders(2).getFirst(), "x", 1), "reset", true),
        NOW.plusSeconds(6));
    step(run, NOW.plusSeconds(15));
    assertThat(orders(3)).isEmpty();
    step(run, NOW.plusSeconds(16));
    on(
        new TaskFailed(Samples.attempt(orders(3).getFirst(), "x", 1), "reset", true),
        NOW.plusSeconds(17));
    step(run, NOW.plusSeconds(600));

    assertThat(orders(4)).isEmpty();
    assertThat(task(dump).status()).isEqualTo(TaskStatus.FAILED);
  }

  @Test
  void givesALostTaskAtMostFiveAttempts() {
    plan(Approach.DATA_SERVICE, false);
    TaskPlanned dump = shop.dumpTask(NOT_AFTER);
    for (int attempt = 1; attempt <= 5; attempt++) {
      TaskPlanned current = TaskOrders.attempt(dump, attempt);
      on(new TaskAccepted(Samples.attempt(current, "x-" + attempt, 1)), NOW);
      lose(current, 1);
    }

    assertThat(orders(6)).isEmpty();
    assertThat(task(dump).failure()).hasValueSatisfying(r -> assertThat(r).contains("last of 5"));
  }

  @Test
  void doesNotActOnAVerdictThatAReportHasOvertaken() {
    plan(Approach.DATA_SERVICE, false);
    TaskPlanned dump = shop.dumpTask(NOT_AFTER);
    on(new TaskAccepted(Samples.attempt(dump, "x", 2)), NOW);

    lose(dump, 1);

    assertThat(orders(2)).isEmpty();
  }

  @Test
  void followsAnAttemptThatItsExecutorGaveUp() {
    plan(Approach.DATA_SERVICE, false);

    on(
        new TaskCancelled(Samples.attempt(shop.dumpTask(NOT_AFTER), "x", 2), "no acknowledgement"),
        NOW);

    assertThat(orders(2)).hasSize(1);
  }

  @Test
  void keepsWhatWasCapturedWhenItCannotBeSealed() {

    plan(Approach.STORAGE_SNAPSHOT, true);
    succeed(shop.definitionsTask(NOT_AFTER));
    succeed(shop.volumesTask(NOT_AFTER));
    on(
        new TaskFailed(Samples.attempt(order("RestorePoint/seal"), "x", 1), "disk full", false),
        NOW);

    assertThat(point().state()).isEqualTo(RestorePointState.PARTIAL);
    assertThat(settled().outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(settled().reasons()).anyMatch(r -> r.contains("disk full"));
    assertThat(said).hasAtLeastOneElementOfType(AlertRaised.class);
  }

  @Test
  void keepsTheSnapshotsOfABackupWhoseExportFailed() {
    plan(Approach.STORAGE_SNAPSHOT, true);
    succeed(shop.definitionsTask(NOT_AFTER));
    succeed(shop.volumesTask(NOT_AFTER));
    succeed(order("RestorePoint/seal"));
    on(
        new TaskFailed(Samples.attempt(order("RestorePoint/export"), "x", 1), "no space", false),
        NOW);

    assertThat(point().state()).isEqualTo(RestorePointState.PARTIAL);
    assertThat(point().artifacts())
        .hasAtLeastOneElementOfType(io.slackwater.contracts.artifact.VolumeSnapshotArtifact.class);
  }

  @Test
  void failsARunWithoutData() {
    plan(Approach.DATA_SERVICE, false);
    succeed(shop.definitionsTask(NOT_AFTER));
    on(new TaskFailed(Samples.attempt(shop.dumpTask(NOT_AFTER), "x", 1), "no pg_dump", false), NOW);

    assertThat(point().state()).isEqualTo(RestorePointState.FAILED);
    assertThat(settled().outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void neverLeavesASettledRunByAReport() {
    failsARunWithoutData();
    Run settled = run;

    succeed(shop.dumpTask(NOT_AFTER));

    assertThat(run.state()).isEqualTo(settled.state());
    assertThat(run.point()).isEqualTo(settled.point());
    assertThat(said.stream().filter(RunSettled.class::isInstance)).hasSize(1);
  }

  private void plan(Approach approach, boolean export) {
    step(run.planned(shop.backup(approach, export, Samples.PLANNED, NOT_AFTER), null), NOW);
    shop.tasks(approach, NOT_AFTER).forEach(t -> step(run.ordered(t, NOW, null), NOW));
  }

  private void succeed(TaskPlanned task) {
    on(
        new TaskSucceeded(
            Samples.attempt(task, "x", 9), shop.artifacts(task.spec()), Samples.PLANNED, NOW),
        NOW);
  }

  private void on(TaskReport report, Instant at) {
    step(run.on(report, at, null), at);
  }

  private void lose(TaskPlanned task, long sequence) {
    Change change =
        supervision.lost(
            run,
            new Supervision.LostAttempt(task.task(), task.attempt(), sequence, "silence"),
            NOW);
    run = change.run();
    said.addAll(change.events());
  }

  private void step(Run next, Instant now) {
    Change change = supervision.consequences(next, now);
    run = change.run();
    said.addAll(change.events());
  }

  private List<TaskPlanned> orders(int attempt) {
    return said.stream()
        .filter(TaskPlanned.class::isInstance)
        .map(TaskPlanned.class::cast)
        .filter(t -> t.attempt() == attempt)
        .toList();
  }

  private TaskPlanned order(String component) {
    return orders(1).stream()
        .filter(t -> t.component().equals(component))
        .findFirst()
        .orElseThrow();
  }

  private Task task(TaskPlanned order) {
    return run.task(order.task()).orElseThrow();
  }

  private RestorePoint point() {
    RestorePoint last =
        said.stream()
            .filter(RestorePointRecorded.class::isInstance)
            .map(e -> ((RestorePointRecorded) e).restorePoint())
            .reduce((a, b) -> b)
            .orElseThrow();
    assertThat(run.point()).isEqualTo(last);
    return Objects.requireNonNull(run.point());
  }

  private RunSettled settled() {
    return said.stream()
        .filter(RunSettled.class::isInstance)
        .map(RunSettled.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
