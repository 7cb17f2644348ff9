// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.RunKind;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.contracts.task.VolumeSource;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RestoreIT extends RestoreStack {
  @Test
  void restoresStageByStage() {
    Samples shop = fresh("east");
    RestorePoint point = backUp(shop, Approach.DATA_SERVICE, false);
    try (Fleet fleet = new Fleet("east")) {
      HttpResponse<String> answer =
          post("/api/v1/restores", body(point.id(), "east", shop.application().namespace()));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
      String run = json(answer).get("id").asText();

      List<String> order = fleet.workAll(shop, run);

      assertThat(order)
          .containsSubsequence(
              "Definitions/prerequisites",
              "Definitions/claims",
              "Definitions/data-services",
              "DataService/db",
              "Definitions/workloads",
              "Definitions/network-and-custom",
              "Definitions/all");
      assertThat(awaitSettled(run).outcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(
              hub.published(
                  RunPlanned.class,
                  p -> p.run().value().equals(run) && p.kind() == RunKind.RESTORE))
          .hasSize(1);
      assertThat(pins(point)).isEmpty();
      assertThat(get("/api/v1/restores?limit=500").findValuesAsText("id")).contains(run);
    }
  }

  @Test
  void showsThePlanAndTouchesNothing() {
    Samples shop = fresh("east");
    RestorePoint point = backUp(shop, Approach.STORAGE_SNAPSHOT, true);
    try (Fleet fleet = new Fleet("east")) {
      HttpResponse<String> answer =
          post(
              "/api/v1/restores?dryRun=true",
              body(point.id(), "east", shop.application().namespace()));

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonNode plan = json(answer);
      assertThat(plan.get("stages").findValuesAsText("title"))
          .containsExactly(
              "Namespace and prerequisites",
              "Volumes with their data",
              "Empty volumes",
              "Workloads of data services",
              "Other workloads",
              "Network and custom resources",
              "Verification");
      assertThat(plan.toString()).contains("volume files from CSI snapshot handle-files");
      assertThat(plan.toString()).contains("location main, repository");
      assertThat(
              hub.published(
                  RunPlanned.class, p -> p.run().value().equals(plan.get("run").asText())))
          .isEmpty();
      assertThat(pins(point)).isEmpty();
      assertThat(fleet.cluster()).isEqualTo("east");
    }
  }

  @Test
  void takesVolumesFromTheExportWhenAskedTo() {
    Samples shop = fresh("east");
    RestorePoint point = backUp(shop, Approach.STORAGE_SNAPSHOT, true);
    try (Fleet fleet = new Fleet("east")) {
      String run =
          json(post(
                  "/api/v1/restores",
                  """
                  {"restorePoint": "%s", "source": "EXPORT",
                   "target": {"cluster": "%s", "namespace": "%s"}}
                  """
                      .formatted(point.id(), fleet.cluster(), shop.application().namespace())))
              .get("id")
              .asText();

      fleet.work(shop, awaitTask(run, "Definitions/prerequisites", 1));
      TaskPlanned volumes = awaitTask(run, "PersistentVolumeClaim/all", 1);

      assertThat(volumes.spec())
          .isInstanceOfSatisfying(
              TaskSpec.RestoreVolumes.class,
              s -> assertThat(s.volumes()).hasOnlyElementsOfType(VolumeSource.Export.class));
      assertThat(pins(point)).containsExactly(run);
    }
  }

  @Test
  void resumesAFailedRestoreFromTheStageThatFailed() {
    Samples shop = fresh("east");
    RestorePoint point = backUp(shop, Approach.DATA_SERVICE, false);
    try (Fleet fleet = new Fleet("east")) {
      String run =
          json(post("/api/v1/restores", body(point.id(), "east", shop.application().namespace())))
              .get("id")
              .asText();
      fleet.work(shop, awaitTask(run, "Definitions/prerequisites", 1));
      TaskPlanned claims = awaitTask(run, "Definitions/claims", 1);
      fleet.executor().accept(claims);
      fleet.executor().fail(claims, "the storage class is missing: make it", false);
      assertThat(awaitSettled(run).outcome()).isEqualTo(Outcome.FAILED);
      assertThat(pins(point)).isEmpty();

      HttpResponse<String> resumed = post("/api/v1/runs/" + run + "/resume", "");
      assertThat(resumed.statusCode()).as(resumed.body()).isEqualTo(200);
      assertThat(pins(point)).containsExactly(run);
      fleet.work(shop, awaitTask(run, "Definitions/claims", 2));
      fleet.workAll(shop, run);

      await().untilAsserted(() -> assertThat(settled(run)).hasSize(2));
      assertThat(settled(run).getLast().outcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(tasks(run, "Definitions/prerequisites", 2)).isEmpty();
      HttpResponse<String> again = post("/api/v1/runs/" + run + "/resume", "");
      assertThat(again.statusCode()).isEqualTo(409);
      assertThat(again.body()).contains("not-resumable");
    }
  }
}
