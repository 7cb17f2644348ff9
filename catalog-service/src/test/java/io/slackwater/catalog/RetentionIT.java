// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.RestorePointRetired;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.KeepRules;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.RunKind;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RetentionIT extends RestoreStack {
  private static final KeepRules LAST = new KeepRules(1, 0, 0, 0, 0, 0);

  @Test
  void retiresWhatIsKeptNoLongerAndPrunesAfterwards() {
    Samples shop = fresh("east").keeping(LAST);
    RestorePoint first = backUp(shop, Approach.STORAGE_SNAPSHOT, false);
    RestorePoint second = backUp(shop.next(), Approach.STORAGE_SNAPSHOT, false);
    try (Fleet fleet = new Fleet("east")) {
      List<TaskPlanned> tasks = awaitTasks(first, RunKind.RETIRE, 2);
      assertThat(tasks)
          .extracting(TaskPlanned::spec)
          .containsExactlyInAnyOrder(
              new TaskSpec.RetireVolumes(
                  List.of(shop.snapshot(shop.databaseVolume()), shop.snapshot(shop.fileVolume()))),
              new TaskSpec.ForgetSnapshots(
                  shop.repository(), List.of("a".repeat(64), "d".repeat(64))));
      assertThat(state(first)).isEqualTo("RETIRING");
      assertThat(
              post(
                      "/api/v1/restores",
                      body(first.id(), "east", shop.application().namespace() + "-2"))
                  .body())
          .contains("not-restorable");

      tasks.forEach(task -> fleet.work(shop, task));

      await().untilAsserted(() -> assertThat(state(first)).isEqualTo("RETIRED"));
      await().untilAsserted(() -> assertThat(tombstones(first)).isEqualTo(1));
      assertThat(state(second)).isEqualTo("COMPLETE");
      assertThat(ended(first, RunKind.RETIRE)).containsExactly(Outcome.SUCCEEDED);
      TaskPlanned prune = awaitTasks(first, RunKind.MAINTENANCE, 1).getFirst();
      assertThat(prune.spec()).isEqualTo(new TaskSpec.PruneRepository(shop.repository()));
      fleet.work(shop, prune);
      await()
          .untilAsserted(
              () ->
                  assertThat(ended(first, RunKind.MAINTENANCE)).containsExactly(Outcome.SUCCEEDED));
      assertThat(awaitTasks(first, RunKind.MAINTENANCE, 1)).hasSize(1);
    }
  }

  @Test
  void leavesAPointAloneWhileARestoreNeedsIt() {
    Samples shop = fresh("east").keeping(LAST);
    RestorePoint first = backUp(shop, Approach.DATA_SERVICE, false);
    try (Fleet fleet = new Fleet("east")) {
      String restore =
          json(post(
                  "/api/v1/restores",
                  body(first.id(), "east", shop.application().namespace() + "-2")))
              .get("id")
              .asText();
      RestorePoint second = backUp(shop.next(), Approach.DATA_SERVICE, false);
      RestorePoint third = backUp(shop.next().next(), Approach.DATA_SERVICE, false);
      awaitTasks(second, RunKind.RETIRE, 1);
      assertThat(state(first)).as("pinned by %s", restore).isEqualTo("COMPLETE");

      TaskPlanned stage = awaitTask(restore, "Definitions/prerequisites", 1);
      fleet.executor().accept(stage);
      fleet.executor().fail(stage, "no quota", false);
      assertThat(awaitSettled(restore).outcome()).isEqualTo(Outcome.FAILED);

      assertThat(awaitTasks(first, RunKind.RETIRE, 1)).hasSize(1);
      assertThat(state(third)).isEqualTo("COMPLETE");
      assertThat(post("/api/v1/runs/" + restore + "/resume", "").statusCode()).isEqualTo(409);
    }
  }

  @Test
  void triesARetirementAgainThatFailed() {
    Samples shop = fresh("east").keeping(LAST);
    RestorePoint first = backUp(shop, Approach.DATA_SERVICE, false);
    backUp(shop.next(), Approach.DATA_SERVICE, false);
    try (Fleet fleet = new Fleet("east")) {
      TaskPlanned forget = awaitTasks(first, RunKind.RETIRE, 1).getFirst();
      fleet.executor().accept(forget);
      fleet.executor().fail(forget, "the location refuses the credentials", false);

      TaskPlanned again = awaitTasks(first, RunKind.RETIRE, 2).getLast();
      assertThat(again.run()).isNotEqualTo(forget.run());
      assertThat(state(first)).isEqualTo("RETIRING");
      assertThat(ended(first, RunKind.RETIRE)).containsExactly(Outcome.FAILED);
      fleet.work(shop, again);

      await().untilAsserted(() -> assertThat(state(first)).isEqualTo("RETIRED"));
    }
  }

  private List<TaskPlanned> awaitTasks(RestorePoint point, RunKind kind, int count) {
    await().untilAsserted(() -> assertThat(orders(point, kind)).hasSize(count));
    return orders(point, kind);
  }

  private List<TaskPlanned> orders(RestorePoint point, RunKind kind) {
    return hub
        .published(
            TaskPlanned.class, t -> t.restorePoint().equals(point.id()) && of(kind, t.spec()))
        .stream()
        .map(e -> e.event())
        .toList();
  }

  private static boolean of(RunKind kind, TaskSpec spec) {
    return switch (spec) {
      case TaskSpec.RetireVolumes retire -> kind == RunKind.RETIRE;
      case TaskSpec.ForgetSnapshots forget -> kind == RunKind.RETIRE;
      case TaskSpec.PruneRepository prune -> kind == RunKind.MAINTENANCE;
      default -> false;
    };
  }

  private String state(RestorePoint point) {
    JsonNode shown = get("/api/v1/restore-points/" + point.id());
    return shown.get("restorePoint").get("state").asText();
  }

  private int tombstones(RestorePoint point) {
    return hub.published(RestorePointRetired.class, e -> e.restorePoint().equals(point.id()))
        .size();
  }

  private List<Outcome> ended(RestorePoint point, RunKind kind) {
    return hub
        .published(RunSettled.class, e -> e.restorePoint().equals(point.id()) && e.kind() == kind)
        .stream()
        .map(e -> e.event().outcome())
        .toList();
  }
}
