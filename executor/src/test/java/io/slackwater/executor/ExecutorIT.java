// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slackwater.contracts.event.Topic;
import io.slackwater.contracts.event.WireRecord;
import io.slackwater.contracts.task.TaskAccepted;
import io.slackwater.contracts.task.TaskExpired;
import io.slackwater.contracts.task.TaskFailed;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSucceeded;
import io.slackwater.contracts.task.TaskWaiting;
import io.slackwater.sandbox.testing.KafkaTestResource;
import io.slackwater.sandbox.testing.TestHub;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of a task against a real broker and a real Kubernetes API, as the hub sees it. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(ClusterTestResource.class)
@NullUnmarked
class ExecutorIT {

  private static final Duration SOON = Duration.ofSeconds(40);

  @Inject ScriptedHandlers handlers;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

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
  void reportsTheWholeLifeOfAnAttemptInOrder() {
    TaskPlanned task = tasks.backup("ok", "run-a", 1);

    tasks.dispatch(task);

    tasks.awaitEnd(task, TaskSucceeded.class);
    assertThat(tasks.reports(task).getFirst()).isInstanceOf(TaskAccepted.class);
    assertThat(tasks.reports(task))
        .extracting(report -> report.attempt().sequence())
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(hub.envelopes(task.task()))
        .allSatisfy(
            envelope -> {
              assertThat(envelope.metadata().correlationId()).isEqualTo(TestHub.correlation(task));
              assertThat(envelope.metadata().run()).isEqualTo(task.run());
            });
  }

  @Test
  void worksOnceOnAnAttemptThatArrivesTwice() {
    TaskPlanned task = tasks.backup("ok", "run-a", 1);
    TaskPlanned later = tasks.backup("ok", "run-b", 1);

    tasks.dispatch(task);
    tasks.awaitEnd(task, TaskSucceeded.class);
    tasks.dispatch(task);
    tasks.dispatch(later);

    tasks.awaitEnd(later, TaskSucceeded.class);
    assertThat(handlers.runsOf(task.task().value())).isEqualTo(1);
  }

  @Test
  void reportsAnExpiredAttemptAndDoesNotRunIt() {
    TaskPlanned task =
        tasks.planned("ok", "run-a", 1, tasks.capture(), Instant.now().minusSeconds(1));

    tasks.dispatch(task);

    tasks.awaitEnd(task, TaskExpired.class);
    assertThat(handlers.runsOf(task.task().value())).isZero();
  }

  @Test
  void reportsWhyAnAttemptFailedAndWhetherToTryAgain() {
    TaskPlanned task = tasks.backup("fail", "run-a", 1);

    tasks.dispatch(task);

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(tasks.last(task))
                    .isInstanceOfSatisfying(
                        TaskFailed.class,
                        failed -> {
                          assertThat(failed.reason())
                              .isEqualTo("the disk is full: free some space");
                          assertThat(failed.retryable()).isFalse();
                        }));
  }

  @Test
  void keepsARestoreWaitingWhileABackupHoldsTheApplicationAndGivesItsSlotAway() {
    TaskPlanned backup = tasks.backup("block", "run-backup", 1);
    TaskPlanned restore = tasks.restore("ok", "run-restore");
    TaskPlanned other = tasks.backup("ok", "run-other", 1);

    tasks.dispatch(backup);
    await().atMost(SOON).until(() -> handlers.runsOf(backup.task().value()) == 1);
    tasks.dispatch(restore);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(tasks.last(restore))
                    .isInstanceOfSatisfying(
                        TaskWaiting.class,
                        waiting ->
                            assertThat(waiting.reason())
                                .contains(backup.run().value())
                                .contains(tasks.application().key())));
    tasks.dispatch(other);
    tasks.awaitEnd(other, TaskSucceeded.class);
    assertThat(handlers.runsOf(restore.task().value())).isZero();
    handlers.letGo(backup.task().value());

    tasks.awaitEnd(restore, TaskSucceeded.class);
  }

  @Test
  void deadLettersAnUnreadableTaskAndGoesOnWithThePartition() {
    TaskPlanned next = tasks.backup("ok", "run-a", 1);

    hub.send(
        new WireRecord(
            Topic.TASKS.topicName(TestHub.EAST),
            tasks.application().key(),
            Map.of(
                "ce_type",
                "io.slackwater.task.planned.v1",
                "ce_specversion",
                "1.0",
                "ce_id",
                tasks.application().name(),
                "ce_source",
                "x",
                "ce_time",
                "2026-11-22T10:00:00Z",
                "ce_cluster",
                "east"),
            ("{ no json " + tasks.application().name()).getBytes(StandardCharsets.UTF_8)));
    tasks.dispatch(next);

    tasks.awaitEnd(next, TaskSucceeded.class);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(hub.deadReasons())
                    .anySatisfy(reason -> assertThat(reason).contains("JSON")));
  }
}
