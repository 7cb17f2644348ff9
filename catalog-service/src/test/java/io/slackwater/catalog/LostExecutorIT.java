// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.task.ExecutorKind;
import io.slackwater.contracts.task.TaskCancelled;
import io.slackwater.contracts.task.TaskExpired;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSucceeded;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The clusters are this test's own while it runs: an executor that lives there is its own. */
@QuarkusTest
class LostExecutorIT extends CatalogStack {
  /** Longer than the silence after which an attempt counts as lost here. */
  private static final Duration LONG_SILENCE = Duration.ofSeconds(6);

  @Test
  void dispatchesTheNextAttemptOnlyOnceAnotherExecutorLives() {
    Samples shop = fresh("west");
    List<TaskPlanned> tasks = plan(shop, Approach.DATA_SERVICE, false);
    Executor lost = Executor.start(hub, ExecutorKind.DUMP, "west");
    lost.accept(tasks.get(1));
    await()
        .untilAsserted(
            () ->
                assertThat(task(shop, "DataService/db").get("status").asText())
                    .isEqualTo("ACCEPTED"));
    lost.close();

    await()
        .during(LONG_SILENCE)
        .untilAsserted(() -> assertThat(tasks(shop.run().value(), "DataService/db", 2)).isEmpty());
    try (Executor next = Executor.start(hub, ExecutorKind.DUMP, "west")) {
      TaskPlanned second = awaitTask(shop, "DataService/db", 2);

      assertThat(task(shop, "DataService/db").get("attempts").get(0).get("reason").asText())
          .contains(lost.id());
      assertThat(task(shop, "DataService/db").get("attempts").get(1).get("cause").asText())
          .isEqualTo("LOST");
      work(next, shop, second);
      work(next, shop, tasks.get(0));
      work(next, shop, awaitTask(shop, "RestorePoint/seal", 1));
      assertThat(awaitSettled(shop).outcome()).isEqualTo(Outcome.SUCCEEDED);
    }
  }

  @Test
  void takesAnAttemptForLostThatItsLivingExecutorNoLongerLists() {
    Samples shop = fresh("west");
    List<TaskPlanned> tasks = plan(shop, Approach.DATA_SERVICE, false);
    try (Executor executor = Executor.start(hub, ExecutorKind.DUMP, "west")) {
      executor.accept(tasks.get(1));
      executor.forget(tasks.get(1));

      assertThat(awaitTask(shop, "DataService/db", 2).attempt()).isEqualTo(2);
    }
  }

  @Test
  void hearsNoLifeInTheHeartbeatOfAnotherClusterThatListsTheAttempt() {
    Samples shop = fresh("west");
    List<TaskPlanned> tasks = plan(shop, Approach.DATA_SERVICE, false);
    Executor lost = Executor.start(hub, ExecutorKind.DUMP, "west");
    lost.accept(tasks.get(1));
    await().until(lost::beating);
    lost.close();
    try (Executor impostor = Executor.start(hub, ExecutorKind.DUMP, "east");
        Executor next = Executor.start(hub, ExecutorKind.DUMP, "west")) {
      impostor.list(tasks.get(1));

      assertThat(awaitTask(shop, "DataService/db", 2).attempt()).isEqualTo(2);
      assertThat(next.beating()).isTrue();
    }
  }

  @Test
  void settlesARunWhoseTaskExpiredWhileItWaitedForASlot() {
    Samples shop = fresh("west");
    List<TaskPlanned> tasks = plan(shop, Approach.DATA_SERVICE, false);
    hub.report(
        new TaskSucceeded(
            Samples.attempt(tasks.get(0), "x-1", 9),
            shop.artifacts(tasks.get(0).spec()),
            Samples.PLANNED,
            Samples.PLANNED));

    hub.report(new TaskExpired(Samples.attempt(tasks.get(1), "x-1", 0), tasks.get(1).notAfter()));

    assertThat(awaitSettled(shop).outcome()).isEqualTo(Outcome.EXPIRED);
    assertThat(awaitSettled(shop).reasons())
        .singleElement()
        .asString()
        .contains("found it expired");
    assertThat(task(shop, "DataService/db").get("status").asText()).isEqualTo("EXPIRED");
  }

  @Test
  void leavesAnAttemptAloneWhoseExecutorLivesAndListsIt() {
    Samples shop = fresh("west");
    List<TaskPlanned> tasks = plan(shop, Approach.DATA_SERVICE, false);
    try (Executor executor = Executor.start(hub, ExecutorKind.DUMP, "west");
        Executor other = Executor.start(hub, ExecutorKind.DUMP, "west")) {
      executor.accept(tasks.get(1));

      await()
          .during(LONG_SILENCE)
          .untilAsserted(
              () ->
                  assertThat(tasks(shop.run().value(), "DataService/db", 2))
                      .as("beside %s", other.id())
                      .isEmpty());
    }
  }

  @Test
  void dispatchesTheNextAttemptAtOnceWhenAnExecutorGivesUp() {
    Samples shop = fresh("west");
    List<TaskPlanned> tasks = plan(shop, Approach.DATA_SERVICE, false);

    hub.report(
        new TaskCancelled(
            Samples.attempt(tasks.get(1), "x-1", 3), "heartbeats were not acknowledged"));

    assertThat(awaitTask(shop, "DataService/db", 2).attempt()).isEqualTo(2);
  }

  @Test
  void expiresWhatNoExecutorEverTook() {
    Samples shop = fresh("west");
    java.time.Instant notAfter = java.time.Instant.now().plusSeconds(2);
    hub.publish(
        "policy-service",
        shop.application().cluster(),
        shop.run(),
        shop.backup(Approach.DATA_SERVICE, false, java.time.Instant.now(), notAfter));
    shop.tasks(Approach.DATA_SERVICE, notAfter)
        .forEach(t -> hub.publish("policy-service", shop.application().cluster(), shop.run(), t));

    assertThat(awaitSettled(shop).outcome()).isEqualTo(Outcome.EXPIRED);
    assertThat(awaitSettled(shop).reasons()).allMatch(r -> r.contains("is one running?"));
  }

  @Test
  void failsWhatAnExecutorTookAndNeverEnded() {
    Samples shop = fresh("west");
    java.time.Instant notAfter = java.time.Instant.now().plusSeconds(3);
    hub.publish(
        "policy-service",
        shop.application().cluster(),
        shop.run(),
        shop.backup(Approach.DATA_SERVICE, false, java.time.Instant.now(), notAfter));
    List<TaskPlanned> tasks = shop.tasks(Approach.DATA_SERVICE, notAfter);
    tasks.forEach(t -> hub.publish("policy-service", shop.application().cluster(), shop.run(), t));
    try (Executor executor = Executor.start(hub, ExecutorKind.DUMP, "west")) {
      tasks.forEach(executor::accept);

      assertThat(awaitSettled(shop).outcome()).isEqualTo(Outcome.FAILED);
      assertThat(awaitSettled(shop).reasons()).allMatch(r -> r.contains("the end of its time"));
    }
  }
}
