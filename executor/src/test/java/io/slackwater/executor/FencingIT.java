// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.task.TaskExpired;
import io.slackwater.contracts.task.TaskFailed;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSucceeded;
import io.slackwater.sandbox.testing.KafkaTestResource;
import io.slackwater.sandbox.testing.TestCluster;
import io.slackwater.sandbox.testing.TestHub;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an executor does when it, a broker or a cluster cannot be heard, and when time is over. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(ClusterTestResource.class)
@NullUnmarked
class FencingIT {

  private static final Duration SOON = Duration.ofSeconds(40);
  private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(5);

  @Inject ScriptedHandlers handlers;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  private TestCluster westCluster;
  private TestHub hub;
  private TestTasks tasks;

  @BeforeEach
  void listen() {
    hub = new TestHub(bootstrapServers, List.of(TestTasks.EAST, TestTasks.WEST));
    tasks = new TestTasks(hub);
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void endsAnAttemptWhenTheNextOneArrives() {
    TaskPlanned first = tasks.backup("block", "run-a", 1);
    TaskPlanned second = tasks.attempt(first, 2);

    tasks.dispatch(first);
    await().atMost(SOON).until(() -> handlers.runsOf(first.task().value()) == 1);
    tasks.dispatch(second);
    await().atMost(SOON).until(() -> handlers.runsOf(first.task().value()) == 2);
    handlers.letGo(first.task().value());

    tasks.awaitEnd(first, TaskSucceeded.class);
    assertThat(tasks.reports(first))
        .anySatisfy(
            report -> {
              assertThat(report).isInstanceOf(TaskFailed.class);
              assertThat(report.attempt().attempt()).isEqualTo(1);
            });
    assertThat(tasks.last(first).attempt().attempt()).isEqualTo(2);
  }

  @Test
  void heartbeatsNameTheAttemptsInWork() {
    TaskPlanned task = tasks.backup("block", "run-a", 1);

    tasks.dispatch(task);

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(hub.heartbeats())
                    .anySatisfy(
                        beat ->
                            assertThat(beat.working())
                                .extracting(working -> working.task())
                                .contains(task.task())));
    handlers.letGo(task.task().value());
    tasks.awaitEnd(task, TaskSucceeded.class);
  }

  @Test
  void endsItsAttemptsWhenTheBrokerAcknowledgesNothing() {
    TaskPlanned task = tasks.backup("block", "run-a", 1);
    tasks.dispatch(task);
    await().atMost(SOON).until(() -> handlers.runsOf(task.task().value()) == 1);

    BrokerPause pause = BrokerPause.begin();
    try {
      await().atMost(SOON).until(() -> handlers.endsOf(task.task().value()) == 1);
    } finally {
      pause.end();
    }

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(tasks.last(task))
                    .isInstanceOfSatisfying(
                        TaskFailed.class,
                        failed ->
                            assertThat(failed.reason()).contains("not acknowledged a heartbeat")));
  }

  @Test
  void reportsATaskWhoseTimePassesWhileItWaitsForASlot() {
    TaskPlanned first = tasks.backup("block", "run-a", 1);
    TaskPlanned second = tasks.backup("block", "run-b", 1);
    tasks.dispatch(first);
    tasks.dispatch(second);
    await()
        .atMost(SOON)
        .until(
            () ->
                handlers.runsOf(first.task().value()) == 1
                    && handlers.runsOf(second.task().value()) == 1);
    TaskPlanned waiting =
        tasks.planned("ok", "run-c", 1, tasks.capture(), Instant.now().plusSeconds(2));

    tasks.dispatch(waiting);
    await().atMost(SOON).until(() -> Instant.now().isAfter(waiting.notAfter()));
    assertThat(tasks.reports(waiting)).isEmpty();
    handlers.letGo(first.task().value());

    tasks.awaitEnd(waiting, TaskExpired.class);
    assertThat(handlers.runsOf(waiting.task().value())).isZero();
    handlers.letGo(second.task().value());
    tasks.awaitEnd(second, TaskSucceeded.class);
  }

  @Test
  void aClusterThatHangsStopsNoOther() {
    TestTasks west = new TestTasks(hub, TestTasks.WEST);
    TaskPlanned hanging = west.backup("ok", "run-west", 1);
    TaskPlanned working = tasks.backup("block", "run-east", 1);
    tasks.dispatch(working);
    await().atMost(SOON).until(() -> handlers.runsOf(working.task().value()) == 1);

    westCluster.pause();
    try {
      west.dispatch(hanging);
      for (int i = 0; i < 3; i++) {
        TaskPlanned healthy = tasks.backup("ok", "run-" + i, 1);
        tasks.dispatch(healthy);
        tasks.awaitEnd(healthy, TaskSucceeded.class);
      }
      // The attempt in work outlives what a lost Lease or an unheard heartbeat would leave it.
      await()
          .atMost(SOON)
          .during(LONGER_THAN_A_LEASE)
          .until(() -> handlers.endsOf(working.task().value()) == 0);
      long before = beatsOf(TestTasks.EAST);
      await().atMost(SOON).until(() -> beatsOf(TestTasks.EAST) >= before + 3);
      assertThat(handlers.runsOf(hanging.task().value())).isZero();
    } finally {
      westCluster.resume();
    }
    handlers.letGo(working.task().value());

    tasks.awaitEnd(working, TaskSucceeded.class);
    west.awaitEnd(hanging, TaskSucceeded.class);
  }

  private long beatsOf(ClusterId cluster) {
    return hub.heartbeats().stream().filter(beat -> beat.cluster().equals(cluster)).count();
  }
}
