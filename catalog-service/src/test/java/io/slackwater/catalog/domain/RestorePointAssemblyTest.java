// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.slackwater.catalog.Samples;
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
  void claimsForADumpWhatTheToolProvesAndSaysWhatIsNotInIt() {
    RestorePoint point = assemble(Approach.DATA_SERVICE, List.of());

    assertThat(point.components())
        .extracting(ComponentConsistency::component, ComponentConsistency::consistency)
        .containsExactly(
            tuple("DataService/db", Consistency.DATA_SERVICE_NATIVE),
            tuple("PersistentVolumeClaim/files", Consistency.NOT_CAPTURED));
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
  void saysWhyADataServiceIsMissing() {
    RestorePoint point = assemble(Approach.DATA_SERVICE, List.of("DataService/db"));

    assertThat(point.components())
        .allMatch(c -> c.consistency() == Consistency.NOT_CAPTURED)
        .anyMatch(c -> c.reason().contains("it broke"));
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
    List<Task> stage =
        shop.tasks(approach, NOW.plusSeconds(60)).stream()
            .map(t -> done(t, failing.contains(t.component())))
            .toList();
    return new RestorePointAssembly(plan, stage).point(RestorePointState.BUILDING);
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
