// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.slackwater.contracts.alert.AlertRaised;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.EventMetadata;
import io.slackwater.contracts.restorepoint.RestorePointRecorded;
import io.slackwater.contracts.restorepoint.RestorePointState;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.task.TaskAccepted;
import io.slackwater.contracts.task.TaskCancelled;
import io.slackwater.contracts.task.TaskExpired;
import io.slackwater.contracts.task.TaskFailed;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSucceeded;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DisorderIT extends CatalogStack {
  @Test
  void fillsAPlaceholderWhenThePlanComesAfterTheReports() {
    Samples shop = fresh("east");
    Instant notAfter = later();
    List<TaskPlanned> tasks = shop.tasks(Approach.DATA_SERVICE, notAfter);
    tasks.forEach(t -> hub.report(succeeded(shop, t, "x-1")));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        get("/api/v1/runs?application=" + shop.application())
                            .get("items")
                            .findValuesAsText("tasksEnded"))
                    .containsExactly("2"));

    hub.publish(
        "policy-service",
        shop.application().cluster(),
        shop.run(),
        shop.backup(Approach.DATA_SERVICE, false, Instant.now(), notAfter));
    TaskPlanned seal = awaitTask(shop, "RestorePoint/seal", 1);
    hub.report(succeeded(shop, seal, "x-1"));

    assertThat(awaitSettled(shop).outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void takesTheSameEventsTwiceForOne() {
    Samples shop = fresh("east");
    Instant notAfter = later();
    List<TaskPlanned> tasks = shop.tasks(Approach.DATA_SERVICE, notAfter);
    for (int time = 0; time < 2; time++) {
      hub.publish(
          "policy-service",
          shop.application().cluster(),
          shop.run(),
          shop.backup(Approach.DATA_SERVICE, false, Samples.PLANNED, notAfter));
      for (TaskPlanned task : tasks) {
        hub.publish("policy-service", shop.application().cluster(), shop.run(), task);
        hub.report(succeeded(shop, task, "x-1"));
      }
    }
    TaskPlanned seal = awaitTask(shop, "RestorePoint/seal", 1);
    hub.report(succeeded(shop, seal, "x-1"));
    hub.report(succeeded(shop, seal, "x-1"));
    awaitSettled(shop);
    hub.report(succeeded(shop, seal, "x-1"));
    hub.report(new TaskFailed(Samples.attempt(seal, "x-1", 101), "too late", false));
    barrier("east");

    assertThat(settled(shop.run().value())).hasSize(1);
    assertThat(tasks(shop.run().value(), "RestorePoint/seal", 1)).hasSize(1);
    assertThat(
            hub
                .published(
                    RestorePointRecorded.class, e -> e.restorePoint().run().equals(shop.run()))
                .stream()
                .map(e -> e.event().restorePoint().state()))
        .containsExactly(RestorePointState.BUILDING, RestorePointState.COMPLETE);
  }

  @Test
  void ignoresTheEndOfAnOlderAttempt() {
    Samples shop = fresh("east");
    List<TaskPlanned> tasks = plan(shop, Approach.DATA_SERVICE, false);
    hub.report(succeeded(shop, tasks.get(0), "x-1"));
    hub.report(new TaskFailed(Samples.attempt(tasks.get(1), "x-1", 2), "reset", true));
    TaskPlanned second = awaitTask(shop, "DataService/db", 2);
    hub.report(new TaskAccepted(Samples.attempt(second, "x-2", 1)));

    hub.report(succeeded(shop, tasks.get(1), "x-1"));
    hub.report(new TaskFailed(Samples.attempt(tasks.get(1), "x-1", 9), "older", false));
    barrier("east");

    JsonNode dump = task(shop, "DataService/db");
    assertThat(dump.get("status").asText()).isEqualTo("ACCEPTED");
    hub.report(succeeded(shop, second, "x-2"));
    hub.report(succeeded(shop, awaitTask(shop, "RestorePoint/seal", 1), "x-1"));
    assertThat(awaitSettled(shop).outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void makesNoFurtherAttemptForTheCancelledOlderOne() {
    Samples shop = fresh("east");
    List<TaskPlanned> tasks = plan(shop, Approach.DATA_SERVICE, false);
    hub.report(new TaskCancelled(Samples.attempt(tasks.get(1), "x-1", 2), "no acknowledgement"));
    TaskPlanned second = awaitTask(shop, "DataService/db", 2);
    hub.report(new TaskAccepted(Samples.attempt(second, "x-2", 1)));

    hub.report(new TaskCancelled(Samples.attempt(tasks.get(1), "x-1", 9), "again"));
    hub.report(new TaskExpired(Samples.attempt(tasks.get(1), "x-1", 10), Samples.PLANNED));
    barrier("east");

    assertThat(task(shop, "DataService/db").get("status").asText()).isEqualTo("ACCEPTED");
    assertThat(tasks(shop.run().value(), "DataService/db", 3)).isEmpty();
    assertThat(settled(shop.run().value())).isEmpty();
  }

  @Test
  void keepsTheFirstEndOfAnAttemptWhateverTheSecondSays() {
    Samples shop = fresh("east");
    List<TaskPlanned> tasks = plan(shop, Approach.DATA_SERVICE, false);
    hub.report(succeeded(shop, tasks.get(1), "x-1"));
    hub.report(new TaskFailed(Samples.attempt(tasks.get(1), "x-1", 101), "second end", true));
    hub.report(new TaskCancelled(Samples.attempt(tasks.get(1), "x-1", 102), "third end"));
    barrier("east");

    assertThat(task(shop, "DataService/db").get("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(tasks(shop.run().value(), "DataService/db", 2)).isEmpty();

    Samples other = fresh("east");
    TaskPlanned dump = plan(other, Approach.DATA_SERVICE, false).get(1);
    hub.report(new TaskFailed(Samples.attempt(dump, "x-1", 3), "the first end", false));
    hub.report(succeeded(other, dump, "x-1"));
    barrier("east");

    JsonNode failed = task(other, "DataService/db");
    assertThat(failed.get("status").asText()).isEqualTo("FAILED");
    assertThat(failed.get("artifacts")).isEmpty();
    assertThat(failed.get("attempts").get(0).get("reason").asText()).isEqualTo("the first end");
  }

  @Test
  void expiresAPlaceholderWhosePlanDoesNotCome() throws SQLException {
    Samples shop = fresh("east");
    hub.report(succeeded(shop, shop.dumpTask(later()), "x-1"));
    await()
        .untilAsserted(
            () -> assertThat(runs(shop).findValuesAsText("state")).containsExactly("RUNNING"));
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "update run set created_at = now() - interval '61 minutes' where id = '%s'"
              .formatted(shop.run()));
    }

    await()
        .untilAsserted(
            () -> assertThat(runs(shop).findValuesAsText("state")).containsExactly("EXPIRED"));
    JsonNode run = get("/api/v1/runs/" + shop.run());
    assertThat(run.get("reasons").get(0).asText()).contains("did not come within PT1H");
    await()
        .untilAsserted(
            () ->
                assertThat(hub.published(AlertRaised.class, a -> shop.run().equals(a.run())))
                    .hasSize(1));

    plan(shop, Approach.DATA_SERVICE, false);
    assertThat(awaitSettled(shop).outcome()).isEqualTo(Outcome.EXPIRED);
    barrier("east");
    assertThat(settled(shop.run().value())).hasSize(1);
    assertThat(tasks(shop.run().value(), "RestorePoint/seal", 1)).isEmpty();
  }

  @Test
  void keepsTheNewerOfTwoReorderedReports() {
    Samples shop = fresh("east");
    List<TaskPlanned> tasks = plan(shop, Approach.DATA_SERVICE, false);
    hub.report(
        new io.slackwater.contracts.task.TaskProgressed(
            Samples.attempt(tasks.get(1), "x-1", 7), "dump", 70, 100L));
    hub.report(new TaskAccepted(Samples.attempt(tasks.get(1), "x-1", 1)));
    barrier("east");

    JsonNode attempt = task(shop, "DataService/db").get("attempts").get(0);
    assertThat(attempt.get("status").asText()).isEqualTo("RUNNING");
    assertThat(attempt.get("doneBytes").asLong()).isEqualTo(70);
    assertThat(attempt.has("acceptedAt")).isTrue();
  }

  @Test
  void logsAnEventThatIsDeliveredAgainOnce() {
    Samples shop = fresh("east");
    List<TaskPlanned> tasks = plan(shop, Approach.DATA_SERVICE, false);
    TaskAccepted accepted = new TaskAccepted(Samples.attempt(tasks.get(1), "x-1", 1));
    EventMetadata metadata =
        new EventMetadata(
            UUID.randomUUID().toString(),
            "dump-service",
            Instant.now(),
            shop.application().cluster(),
            shop.run(),
            1,
            null);
    hub.publish(new Envelope<>(metadata, accepted));
    hub.publish(new Envelope<>(metadata, accepted));
    barrier("east");

    assertThat(
            streamed("run=" + shop.run(), "0-0", 4).stream().filter(e -> e.contains(metadata.id())))
        .hasSize(1);
  }

  private JsonNode runs(Samples shop) {
    return get("/api/v1/runs?application=" + shop.application()).get("items");
  }

  private TaskSucceeded succeeded(Samples shop, TaskPlanned task, String executor) {
    return new TaskSucceeded(
        Samples.attempt(task, executor, 100),
        shop.artifacts(task.spec()),
        Samples.PLANNED,
        Samples.PLANNED.plusSeconds(9));
  }
}
