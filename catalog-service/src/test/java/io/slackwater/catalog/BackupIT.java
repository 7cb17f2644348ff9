// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.slackwater.contracts.alert.AlertRaised;
import io.slackwater.contracts.artifact.ManifestArtifact;
import io.slackwater.contracts.restorepoint.Consistency;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.RestorePointRecorded;
import io.slackwater.contracts.restorepoint.RestorePointState;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.task.ExecutorKind;
import io.slackwater.contracts.task.TaskPlanned;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BackupIT extends CatalogStack {
  @Test
  void sealsABackupAndSettlesItsRun() {
    Samples shop = fresh("east");

    RestorePoint point = backUp(shop, Approach.DATA_SERVICE, false);

    assertThat(point.state()).isEqualTo(RestorePointState.COMPLETE);
    assertThat(point.consistency()).isEqualTo(Consistency.DATA_SERVICE_NATIVE);
    assertThat(point.artifacts()).hasAtLeastOneElementOfType(ManifestArtifact.class);
    assertThat(awaitSettled(shop).outcome()).isEqualTo(Outcome.SUCCEEDED);
    JsonNode run = get("/api/v1/runs/" + shop.run());
    assertThat(run.get("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(run.get("tasks")).hasSize(3);
    assertThat(get("/api/v1/runs?correlationId=correlation-" + shop.run()).get("items")).hasSize(1);
  }

  @Test
  void exportsAndSealsAgainWhenThePolicyWantsIt() {
    Samples shop = fresh("east");

    RestorePoint point = backUp(shop, Approach.STORAGE_SNAPSHOT, true);

    assertThat(point.state()).isEqualTo(RestorePointState.EXPORTED);
    assertThat(states(shop))
        .containsExactly(
            RestorePointState.BUILDING,
            RestorePointState.COMPLETE,
            RestorePointState.EXPORTING,
            RestorePointState.EXPORTED);
  }

  @Test
  void failsARunThatCapturedNothingAndRaisesAnAlert() {
    Samples shop = fresh("east");

    try (Executor executor = Executor.start(hub, ExecutorKind.DISCOVERY, "east")) {
      for (TaskPlanned task : plan(shop, Approach.DATA_SERVICE, false)) {
        executor.accept(task);
        executor.fail(task, "the location refuses the credentials", false);
      }
      RunSettled settled = awaitSettled(shop);

      assertThat(settled.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(settled.reasons())
          .anyMatch(r -> r.contains("the location refuses the credentials"));
      await()
          .untilAsserted(
              () ->
                  assertThat(hub.published(AlertRaised.class, a -> shop.run().equals(a.run())))
                      .hasSize(1));
      assertThat(states(shop))
          .containsExactly(RestorePointState.BUILDING, RestorePointState.FAILED);
    }
  }

  @Test
  void triesARetryableFailureAgainUpToTheBound() {
    Samples shop = fresh("west");

    try (Executor executor = Executor.start(hub, ExecutorKind.DUMP, "west")) {
      List<TaskPlanned> tasks = plan(shop, Approach.DATA_SERVICE, false);
      work(executor, shop, tasks.get(0));
      for (int attempt = 1; attempt <= 3; attempt++) {
        TaskPlanned dump = awaitTask(shop, "DataService/db", attempt);
        executor.accept(dump);
        executor.fail(dump, "connection reset", true);
      }

      assertThat(awaitSettled(shop).outcome()).isEqualTo(Outcome.FAILED);
      assertThat(tasks(shop.run().value(), "DataService/db", 4)).isEmpty();
    }
  }

  private List<RestorePointState> states(Samples shop) {
    return hub
        .published(RestorePointRecorded.class, e -> e.restorePoint().run().equals(shop.run()))
        .stream()
        .map(e -> e.event().restorePoint().state())
        .toList();
  }
}
