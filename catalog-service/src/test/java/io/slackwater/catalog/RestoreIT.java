// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.slackwater.contracts.application.ApplicationRemoved;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.RequestId;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.request.RequestRejected;
import io.slackwater.contracts.request.RestoreRequested;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.RestoreSource;
import io.slackwater.contracts.run.RunKind;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.task.ExecutorKind;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.contracts.task.VolumeSource;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RestoreIT extends CatalogStack {
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
  void refusesWhatCannotBeDone() {
    Samples shop = fresh("east");
    RestorePoint point = backUp(shop, Approach.STORAGE_SNAPSHOT, false);
    String namespace = shop.application().namespace();
    try (Fleet fleet = new Fleet("east")) {
      assertThat(fleet.cluster()).isEqualTo("east");
      refused(404, "unknown-restore-point", body(new RestorePointId("rp-none"), "east", namespace));
      refused(409, "no-executor", body(point.id(), "nowhere", namespace));
      refused(
          409,
          "not-exported",
          body(point.id(), "east", namespace)
              .replace("{\"restore", "{\"source\": \"EXPORT\", \"restore"));
      refused(400, "invalid-request", body(point.id(), "east", "../../etc"));
      refused(400, "invalid-request", "{\"restorePoint\": 7");
      refused(400, "invalid-request", "{}");

      hub.publish("discovery-service", shop.application().cluster(), null, shop.composition());
      await()
          .untilAsserted(
              () ->
                  assertThat(get("/api/v1/applications").findValuesAsText("application"))
                      .contains(shop.application().key()));
      refused(409, "namespace-exists", body(point.id(), "east", namespace));
      hub.publish(
          "discovery-service",
          shop.application().cluster(),
          null,
          new ApplicationRemoved(shop.application()));
      await()
          .untilAsserted(
              () ->
                  assertThat(get("/api/v1/applications").findValuesAsText("application"))
                      .doesNotContain(shop.application().key()));

      HttpResponse<String> first = post("/api/v1/restores", body(point.id(), "east", namespace));
      assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
      refused(409, "target-busy", body(point.id(), "east", namespace));
    }
  }

  @Test
  void refusesARestorePointThatIsNotComplete() {
    Samples shop = fresh("east");
    plan(shop, Approach.DATA_SERVICE, false);
    await()
        .untilAsserted(
            () ->
                assertThat(
                        get("/api/v1/restore-points?application=" + shop.application())
                            .get("items"))
                    .hasSize(1));
    String point =
        get("/api/v1/restore-points?application=" + shop.application())
            .get("items")
            .get(0)
            .get("id")
            .asText();
    try (Fleet fleet = new Fleet("east")) {
      assertThat(fleet.cluster()).isEqualTo("east");
      refused(
          409,
          "not-restorable",
          body(new RestorePointId(point), "east", shop.application().namespace()));
    }
  }

  @Test
  void takesTheSameRequestTwiceForOneRestore() {
    Samples shop = fresh("east");
    RestorePoint point = backUp(shop, Approach.DATA_SERVICE, false);
    String request =
        """
        {"requestId": "%s", "restorePoint": "%s",
         "target": {"cluster": "east", "namespace": "%s"}}
        """
            .formatted(UUID.randomUUID(), point.id(), shop.application().namespace());
    try (Fleet fleet = new Fleet("east")) {
      assertThat(fleet.cluster()).isEqualTo("east");
      JsonNode first = json(post("/api/v1/restores", request));
      JsonNode second = json(post("/api/v1/restores", request));

      assertThat(second.get("id")).isEqualTo(first.get("id"));
    }
  }

  @Test
  void answersARequestEventWithARunOrARejection() {
    Samples shop = fresh("east");
    RestorePoint point = backUp(shop, Approach.DATA_SERVICE, false);
    try (Fleet fleet = new Fleet("east")) {
      assertThat(fleet.cluster()).isEqualTo("east");
      RestoreRequested good = requested(shop.application(), point.id());
      RestoreRequested bad = requested(shop.application(), new RestorePointId("rp-none"));
      for (int time = 0; time < 2; time++) {
        hub.publish("portal", new ClusterId("east"), null, good);
        hub.publish("portal", new ClusterId("east"), null, bad);
      }

      await()
          .untilAsserted(
              () -> {
                assertThat(hub.published(RunPlanned.class, p -> good.request().equals(p.request())))
                    .hasSize(1);
                assertThat(
                        hub.published(
                            RequestRejected.class, r -> bad.request().equals(r.request())))
                    .hasSize(1)
                    .allMatch(e -> e.event().reasons().getFirst().contains("rp-none"));
              });
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

  private RestoreRequested requested(ApplicationId application, RestorePointId point) {
    return new RestoreRequested(
        new RequestId(UUID.randomUUID().toString()),
        application,
        point,
        new RestoreTarget(new ClusterId("east"), application.namespace()),
        RestoreSource.BEST,
        "portal");
  }

  private void refused(int status, String kind, String body) {
    HttpResponse<String> answer = post("/api/v1/restores", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(json(answer).get("type").asText()).isEqualTo("urn:slackwater:problem:" + kind);
    assertThat(json(answer).get("detail").asText()).contains(": ");
  }

  private List<String> pins(RestorePoint point) {
    List<String> pins = new ArrayList<>();
    get("/api/v1/restore-points/" + point.id())
        .get("pinnedBy")
        .forEach(pin -> pins.add(pin.asText()));
    return pins;
  }

  private static String body(RestorePointId point, String cluster, String namespace) {
    return "{\"restorePoint\": \"%s\", \"target\": {\"cluster\": \"%s\", \"namespace\": \"%s\"}}"
        .formatted(point, cluster, namespace);
  }

  /** One executor of each kind that a restore needs. */
  private final class Fleet implements AutoCloseable {
    private final String cluster;
    private final List<Executor> executors = new ArrayList<>();

    Fleet(String cluster) {
      this.cluster = cluster;
      for (ExecutorKind kind : ExecutorKind.values()) {
        executors.add(Executor.start(hub, kind, cluster));
      }
      await().until(() -> executors.stream().allMatch(Executor::beating));
      barrier(cluster);
    }

    String cluster() {
      return cluster;
    }

    Executor executor() {
      return executors.getFirst();
    }

    void work(Samples shop, TaskPlanned task) {
      RestoreIT.this.work(executor(), shop, task);
    }

    /** Works whatever is dispatched until the run settles; gives the order of the components. */
    List<String> workAll(Samples shop, String run) {
      List<String> order = new ArrayList<>();
      int settledBefore = settled(run).size();
      List<TaskPlanned> done = new ArrayList<>();
      await()
          .until(
              () -> {
                hub.published(TaskPlanned.class, t -> t.run().value().equals(run)).stream()
                    .map(e -> e.event())
                    .filter(t -> !done.contains(t))
                    .forEach(
                        t -> {
                          done.add(t);
                          order.add(t.component());
                          work(shop, t);
                        });
                return settled(run).size() > settledBefore;
              });
      return order;
    }

    @Override
    public void close() {
      executors.forEach(Executor::close);
    }
  }
}
