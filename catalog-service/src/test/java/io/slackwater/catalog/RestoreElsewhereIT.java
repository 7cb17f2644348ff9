// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.RunKind;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.task.ExecutorKind;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Restores into another cluster: with a key that comes before all else and goes after it. */
@QuarkusTest
class RestoreElsewhereIT extends RestoreStack {
  private static final String PAIR = "Repository/key-pair";
  private static final String FILE = "Repository/key-file";

  @Test
  void theKeyIsMadeByWhoCanOpenTheRepositoryAndTakenAwayInTheEnd() {
    Samples shop = fresh("east");
    RestorePoint point = backUp(shop, Approach.DATA_SERVICE, false);
    try (Executor owner = owner();
        Fleet west = new Fleet("west")) {
      String run = begin(shop, point);
      TaskPlanned pair = awaitTask(run, PAIR, 1);
      west.work(shop, pair);
      Envelope<TaskPlanned> file = said(run, FILE);
      assertThat(file.metadata().cluster()).isEqualTo(new ClusterId("east"));
      assertThat(file.event().application()).isEqualTo(shop.application());
      assertThat(file.event().spec())
          .isEqualTo(new TaskSpec.GrantKey(shop.repository(), run + "-0", "public-" + run + "-0"));
      work(owner, shop, file.event());

      List<String> order = west.workAll(shop, run);

      assertThat(order).contains("Definitions/prerequisites", "Definitions/all");
      assertThat(awaitSettled(run).outcome()).isEqualTo(Outcome.SUCCEEDED);
      assertRevoked(shop, west, run);
    }
  }

  @Test
  void aGrantingExecutorThatDiesIsFollowedByAnotherOfItsCluster() {
    Samples shop = fresh("east");
    RestorePoint point = backUp(shop, Approach.DATA_SERVICE, false);
    try (Executor other = owner();
        Fleet west = new Fleet("west")) {
      String run = begin(shop, point);
      west.work(shop, awaitTask(run, PAIR, 1));
      TaskPlanned file = awaitTask(run, FILE, 1);
      try (Executor dying = owner()) {
        dying.accept(file);
      }

      TaskPlanned next = awaitTask(run, FILE, 2);

      assertThat(next.application().cluster()).isEqualTo(new ClusterId("east"));
      work(other, shop, next);
      awaitTask(run, "Definitions/prerequisites", 1);
    }
  }

  @Test
  void aCancelledRestoreLosesItsKeyByARunOfItsOwn() {
    Samples shop = fresh("east");
    RestorePoint point = backUp(shop, Approach.DATA_SERVICE, false);
    try (Executor owner = owner();
        Fleet west = new Fleet("west")) {
      String run = begin(shop, point);
      west.work(shop, awaitTask(run, PAIR, 1));
      work(owner, shop, awaitTask(run, FILE, 1));
      TaskPlanned stage = awaitTask(run, "Definitions/prerequisites", 1);

      assertThat(post("/api/v1/runs/" + run + "/cancel", "{\"deadline\": \"PT0S\"}").statusCode())
          .isEqualTo(200);

      assertThat(awaitSettled(run).outcome()).isEqualTo(Outcome.CANCELLED);
      assertThat(stage.attempt()).isEqualTo(1);
      assertRevoked(shop, west, run);
    }
  }

  private Executor owner() {
    Executor owner = Executor.start(hub, ExecutorKind.DISCOVERY, "east");
    await().until(owner::beating);
    barrier("east");
    return owner;
  }

  private String begin(Samples shop, RestorePoint point) {
    return json(post(
            "/api/v1/restores", body(point.id(), "west", shop.application().namespace() + "-2")))
        .get("id")
        .asText();
  }

  private Envelope<TaskPlanned> said(String run, String component) {
    awaitTask(run, component, 1);
    return hub.published(
            TaskPlanned.class, t -> t.run().value().equals(run) && t.component().equals(component))
        .getFirst();
  }

  private void assertRevoked(Samples shop, Fleet west, String restore) {
    TaskSpec revoke = new TaskSpec.RevokeKey(shop.repository(), restore + "-0");
    await()
        .untilAsserted(
            () ->
                assertThat(hub.published(TaskPlanned.class, t -> t.spec().equals(revoke)))
                    .hasSize(1));
    TaskPlanned task =
        hub.published(TaskPlanned.class, t -> t.spec().equals(revoke)).getFirst().event();
    assertThat(task.run().value()).isNotEqualTo(restore);
    assertThat(task.application().cluster()).isEqualTo(new ClusterId("west"));
    west.work(shop, task);
    RunSettled settled = awaitSettled(task.run().value());
    assertThat(settled.kind()).isEqualTo(RunKind.REVOKE);
    assertThat(settled.outcome()).isEqualTo(Outcome.SUCCEEDED);
  }
}
