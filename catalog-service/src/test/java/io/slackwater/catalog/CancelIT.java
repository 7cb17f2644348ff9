// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.slackwater.contracts.id.RequestId;
import io.slackwater.contracts.request.CancelRequested;
import io.slackwater.contracts.request.RequestRejected;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.signal.CancelOrdered;
import io.slackwater.contracts.task.ExecutorKind;
import io.slackwater.contracts.task.TaskCancelled;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Cancelling, against the brokers. */
@QuarkusTest
class CancelIT extends RestoreStack {
  @Test
  void endsABackupAsSoonAsItsTasksHaveEndedAndTakesAwayWhatItCaptured() {
    Samples shop = fresh("east");
    List<TaskPlanned> tasks = plan(shop, Approach.DATA_SERVICE, false);
    try (Executor executor = Executor.start(hub, ExecutorKind.DISCOVERY, "east")) {
      work(executor, shop, tasks.get(0));
      executor.accept(tasks.get(1));
      await()
          .untilAsserted(
              () ->
                  assertThat(task(shop, "DataService/db").get("status").asText())
                      .isEqualTo("ACCEPTED"));

      assertThat(cancel(shop, "{\"deadline\": \"PT10M\", \"reason\": \"a release\"}"))
          .isEqualTo(200);
      assertThat(cancel(shop, "{}")).as("twice").isEqualTo(200);
      assertThat(cancel(shop, "{\"deadline\": \"soon\"}")).isEqualTo(400);
      await()
          .untilAsserted(
              () ->
                  assertThat(hub.published(CancelOrdered.class, e -> e.run().equals(shop.run())))
                      .hasSize(1));
      hub.report(new TaskCancelled(Samples.attempt(tasks.get(1), executor.id(), 9), "a release"));

      RunSettled settled = awaitSettled(shop);
      assertThat(settled.outcome()).isEqualTo(Outcome.CANCELLED);
      assertThat(settled.reasons()).contains("cancelled: a release");
    }
    barrier("east");
    assertThat(settled(shop.run().value())).hasSize(1);
    assertThat(tasks(shop.run().value(), "DataService/db", 2)).isEmpty();
    assertThat(tasks(shop.run().value(), "RestorePoint/seal", 1)).isEmpty();
    await()
        .untilAsserted(
            () -> assertThat(hub.published(TaskPlanned.class, t -> forgets(t, shop))).hasSize(1));
  }

  @Test
  void endsARestoreAtTheDeadlineAndNamesWhatIsThere() {
    Samples shop = fresh("east");
    RestorePoint point = backUp(shop, Approach.DATA_SERVICE, false);
    String namespace = shop.application().namespace() + "-2";
    try (Fleet fleet = new Fleet("east")) {
      String restore =
          json(post("/api/v1/restores", body(point.id(), "east", namespace))).get("id").asText();
      TaskPlanned stage = awaitTask(restore, "Definitions/prerequisites", 1);
      fleet.executor().accept(stage);
      await()
          .untilAsserted(
              () ->
                  assertThat(get("/api/v1/runs/" + restore).get("state").asText())
                      .isEqualTo("RUNNING"));

      assertThat(
              post("/api/v1/runs/" + restore + "/cancel", "{\"deadline\": \"PT1S\"}").statusCode())
          .isEqualTo(200);

      RunSettled settled = awaitSettled(restore);
      assertThat(settled.outcome()).isEqualTo(Outcome.CANCELLED);
      assertThat(settled.reasons())
          .anyMatch(r -> r.startsWith("namespace " + namespace + " of cluster east may be there"))
          .anyMatch(r -> r.contains("the deadline of the cancellation"));
      assertThat(pins(point)).isEmpty();
      assertThat(post("/api/v1/runs/" + restore + "/cancel", "{}").statusCode())
          .as("after it settled as cancelled")
          .isEqualTo(200);
    }
  }

  @Test
  void refusesWhatHasSettledAndWhatIsNotKnown() {
    Samples shop = fresh("east");
    backUp(shop, Approach.DATA_SERVICE, false);

    assertThat(cancel(shop, "{}")).isEqualTo(409);
    assertThat(post("/api/v1/runs/none/cancel", "{}").statusCode()).isEqualTo(404);
    CancelRequested late = request(shop);
    hub.publish("portal", shop.application().cluster(), null, late);
    hub.publish("portal", shop.application().cluster(), null, late);
    hub.publish("portal", shop.application().cluster(), null, request(shop));

    await()
        .untilAsserted(
            () ->
                assertThat(
                        hub.published(
                            RequestRejected.class, e -> e.application().equals(shop.application())))
                    .hasSize(2));
    assertThat(hub.published(CancelOrdered.class, e -> e.run().equals(shop.run()))).isEmpty();
  }

  @Test
  void takesARequestThatComesBeforeThePlan() {
    Samples shop = fresh("east");
    hub.publish("portal", shop.application().cluster(), null, request(shop));
    await()
        .untilAsserted(
            () ->
                assertThat(hub.published(CancelOrdered.class, e -> e.run().equals(shop.run())))
                    .hasSize(1));

    List<TaskPlanned> tasks = plan(shop, Approach.DATA_SERVICE, false);
    tasks.forEach(task -> hub.report(new TaskCancelled(Samples.attempt(task, "x", 1), "release")));

    assertThat(awaitSettled(shop).outcome()).isEqualTo(Outcome.CANCELLED);
  }

  private static boolean forgets(TaskPlanned task, Samples shop) {
    return task.application().equals(shop.application())
        && task.spec() instanceof TaskSpec.ForgetSnapshots forget
        && forget.snapshots().equals(List.of(shop.definitions().snapshot()));
  }

  private int cancel(Samples shop, String body) {
    return post("/api/v1/runs/" + shop.run() + "/cancel", body).statusCode();
  }

  private static CancelRequested request(Samples shop) {
    return new CancelRequested(
        new RequestId(UUID.randomUUID().toString()),
        shop.application(),
        shop.run(),
        null,
        null,
        "portal");
  }
}
