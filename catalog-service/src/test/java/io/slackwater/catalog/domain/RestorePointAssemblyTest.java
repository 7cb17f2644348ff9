// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.slackwater.catalog.Samples;
import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.artifact.HoldArtifact;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.restorepoint.ComponentConsistency;
import io.slackwater.contracts.restorepoint.Consistency;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.RestorePointState;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.task.TaskFailed;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSucceeded;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestorePointAssemblyTest {
  private static final Instant NOW = Samples.PLANNED.plusSeconds(60);
  private final Samples shop = Samples.of("east", "shop");

  @Test
  void claimsNoMoreForTheWholeThanForTheVolumeThatADumpLeavesOut() {
    RestorePoint point = assemble(Approach.DATA_SERVICE, List.of());

    assertThat(point.components())
        .extracting(ComponentConsistency::component, ComponentConsistency::consistency)
        .containsExactly(
            tuple("DataService/db", Consistency.DATA_SERVICE_NATIVE),
            tuple("PersistentVolumeClaim/files", Consistency.NOT_CAPTURED));
    assertThat(point.components().get(0).reason()).contains("one transaction per database");
    assertThat(point.components().get(1).reason()).contains("not volumes");
    assertThat(point.consistency()).isEqualTo(Consistency.DATA_SERVICE_NATIVE);
    assertThat(point.logicalBytes()).isEqualTo(11000);
    assertThat(point.storedBytes()).isEqualTo(3900);
    assertThat(point.cutAt()).isEqualTo(Samples.PLANNED.plusSeconds(4));
  }

  @Test
  void claimsNoMoreThanACrashForSnapshots() {
    RestorePoint point = assemble(Approach.STORAGE_SNAPSHOT, List.of());

    assertThat(point.components())
        .extracting(ComponentConsistency::component, ComponentConsistency::consistency)
        .containsExactly(
            tuple("PersistentVolumeClaim/data-db-0", Consistency.CRASH),
            tuple("PersistentVolumeClaim/files", Consistency.CRASH));
    assertThat(point.consistency()).isEqualTo(Consistency.CRASH);
    assertThat(point.cutAt()).isEqualTo(Samples.PLANNED.plusSeconds(3));
  }

  @Test
  void showsTheCutOfTheHoldWhateverElseWasCapturedEarlier() {
    HoldArtifact hold = shop.hold(new HoldId("h-1"), true, List.of());
    RunPlanned plan = shop.backup(Approach.SNAPSHOT_WITH_HOOKS, false, Samples.PLANNED, NOW);
    TaskPlanned volumes = shop.heldVolumesTask(List.of(), NOW);
    Task cut =
        Task.placeholder(volumes.task(), volumes.run(), volumes.application())
            .on(
                new TaskSucceeded(
                    Samples.attempt(volumes, "x", 1),
                    List.of(
                        shop.snapshot(shop.databaseVolume()),
                        shop.snapshot(shop.fileVolume()),
                        hold),
                    NOW,
                    NOW),
                NOW);

    RestorePoint point =
        new RestorePointAssembly(plan, List.of(cut)).point(RestorePointState.COMPLETE);

    assertThat(point.cutAt()).isEqualTo(hold.cutAt());
    assertThat(point.consistency()).isEqualTo(Consistency.DATA_SERVICE_QUIESCED);
  }

  @Test
  void saysWhyADataServiceIsMissing() {
    RestorePoint point = assemble(Approach.DATA_SERVICE, List.of("DataService/db"));

    assertThat(point.components())
        .allMatch(c -> c.consistency() == Consistency.NOT_CAPTURED)
        .anyMatch(c -> c.reason().contains("it broke"));
    assertThat(point.consistency()).isEqualTo(Consistency.NOT_CAPTURED);
  }

  @Test
  void claimsForTheWholeWhatTheToolProvesWhenDumpsCoverAllData() {
    RunPlanned plan = shop.backup(Approach.DATA_SERVICE, false, Samples.PLANNED, NOW);
    ApplicationDiscovered whole = shop.composition();
    ApplicationDiscovered databaseOnly =
        new ApplicationDiscovered(
            whole.application(),
            whole.scope(),
            whole.labels(),
            whole.workloads(),
            List.of(shop.databaseVolume()),
            whole.dataServices(),
            whole.relations(),
            whole.objects());

    RestorePoint point =
        new RestorePointAssembly(with(plan, databaseOnly), done(Approach.DATA_SERVICE, List.of()))
            .point(RestorePointState.COMPLETE);

    assertThat(point.components())
        .extracting(ComponentConsistency::component, ComponentConsistency::consistency)
        .containsExactly(tuple("DataService/db", Consistency.DATA_SERVICE_NATIVE));
    assertThat(point.consistency()).isEqualTo(Consistency.DATA_SERVICE_NATIVE);
  }

  @Test
  void claimsNothingWhenOneOfTwoVolumesWasNotCut() {
    RunPlanned plan = shop.backup(Approach.STORAGE_SNAPSHOT, false, Samples.PLANNED, NOW);
    TaskPlanned volumes = shop.volumesTask(NOW.plusSeconds(60));
    Task oneCut =
        Task.placeholder(volumes.task(), volumes.run(), volumes.application())
            .on(
                new TaskSucceeded(
                    Samples.attempt(volumes, "x", 1),
                    List.of(shop.snapshot(shop.fileVolume())),
                    NOW,
                    NOW),
                NOW);

    RestorePoint point =
        new RestorePointAssembly(plan, List.of(oneCut)).point(RestorePointState.PARTIAL);

    assertThat(point.components())
        .extracting(ComponentConsistency::component, ComponentConsistency::consistency)
        .containsExactly(
            tuple("PersistentVolumeClaim/data-db-0", Consistency.NOT_CAPTURED),
            tuple("PersistentVolumeClaim/files", Consistency.CRASH));
    assertThat(point.consistency()).isEqualTo(Consistency.NOT_CAPTURED);
  }

  @Test
  void countsAnExportedVolumeOnce() {
    RestorePoint point =
        RestorePointAssembly.with(
            assemble(Approach.STORAGE_SNAPSHOT, List.of()),
            RestorePointState.EXPORTED,
            List.of(shop.export(shop.fileVolume())));

    assertThat(point.logicalBytes()).isEqualTo(4000 + 1000 + 600);
  }

  private RestorePoint assemble(Approach approach, List<String> failing) {
    RunPlanned plan = shop.backup(approach, false, Samples.PLANNED, NOW.plusSeconds(60));
    return new RestorePointAssembly(plan, done(approach, failing))
        .point(RestorePointState.BUILDING);
  }

  private List<Task> done(Approach approach, List<String> failing) {
    return shop.tasks(approach, NOW.plusSeconds(60)).stream()
        .map(t -> done(t, failing.contains(t.component())))
        .toList();
  }

  private static RunPlanned with(RunPlanned plan, ApplicationDiscovered composition) {
    return new RunPlanned(
        plan.run(),
        plan.kind(),
        plan.application(),
        plan.approach(),
        plan.restorePoint(),
        plan.location(),
        plan.export(),
        plan.trigger(),
        plan.policy(),
        plan.request(),
        composition,
        plan.tasks(),
        plan.plannedAt(),
        plan.notAfter());
  }

  private Task done(TaskPlanned order, boolean fails) {
    Task task =
        Task.placeholder(order.task(), order.run(), order.application()).ordered(order, NOW);
    return fails
        ? task.on(new TaskFailed(Samples.attempt(order, "x", 1), "it broke", false), NOW)
        : task.on(
            new TaskSucceeded(
                Samples.attempt(order, "x", 1), shop.artifacts(order.spec()), NOW, NOW),
            NOW);
  }
}
