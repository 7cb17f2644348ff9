// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.event.Topic;
import io.slackwater.contracts.event.WireRecord;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.RestoreStage;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.contracts.task.TaskAccepted;
import io.slackwater.contracts.task.TaskExpired;
import io.slackwater.contracts.task.TaskFailed;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskReport;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.contracts.task.TaskSucceeded;
import io.slackwater.contracts.task.TaskWaiting;
import io.slackwater.sandbox.testing.KafkaTestResource;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An executor against a real broker and a real Kubernetes API, as the hub sees it. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(ClusterTestResource.class)
@NullUnmarked
class ExecutorIT {

  private static final Duration SOON = Duration.ofSeconds(40);

  @Inject ScriptedHandlers handlers;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  private final String unique = UUID.randomUUID().toString().substring(0, 8);
  private final ApplicationId application = ApplicationId.parse("east/shop/shop-" + unique);
  private Hub hub;

  @BeforeEach
  void listen() {
    hub = new Hub(bootstrapServers);
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void reportsTheWholeLifeOfAnAttemptInOrder() {
    TaskPlanned task = backup("ok", "run-a", 1);

    hub.dispatch(task);

    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(last(task)).isInstanceOf(TaskSucceeded.class));
    assertThat(reports(task).getFirst()).isInstanceOf(TaskAccepted.class);
    assertThat(reports(task))
        .extracting(report -> report.attempt().sequence())
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(hub.reports(task.task()))
        .allSatisfy(
            envelope -> {
              assertThat(envelope.metadata().correlationId())
                  .isEqualTo("correlation-of-" + task.task());
              assertThat(envelope.metadata().run()).isEqualTo(task.run());
            });
  }

  @Test
  void worksOnceOnAnAttemptThatArrivesTwice() {
    TaskPlanned task = backup("ok", "run-a", 1);
    TaskPlanned later = backup("ok", "run-b", 1);

    hub.dispatch(task);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(last(task)).isInstanceOf(TaskSucceeded.class));
    hub.dispatch(task);
    hub.dispatch(later);

    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(last(later)).isInstanceOf(TaskSucceeded.class));
    assertThat(handlers.runsOf(task.task().value())).isEqualTo(1);
  }

  @Test
  void endsAnAttemptWhenTheNextOneArrives() {
    TaskPlanned first = backup("block", "run-a", 1);
    TaskPlanned second = attempt(first, 2);

    hub.dispatch(first);
    await().atMost(SOON).until(() -> handlers.runsOf(first.task().value()) == 1);
    hub.dispatch(second);
    await().atMost(SOON).until(() -> handlers.runsOf(first.task().value()) == 2);
    handlers.letGo(first.task().value());

    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(last(first)).isInstanceOf(TaskSucceeded.class));
    assertThat(reports(first))
        .anySatisfy(
            report -> {
              assertThat(report).isInstanceOf(TaskFailed.class);
              assertThat(report.attempt().attempt()).isEqualTo(1);
            });
    assertThat(last(first).attempt().attempt()).isEqualTo(2);
  }

  @Test
  void reportsAnExpiredAttemptAndDoesNotRunIt() {
    TaskPlanned task = planned("ok", "run-a", 1, capture(), Instant.now().minusSeconds(1));

    hub.dispatch(task);

    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(last(task)).isInstanceOf(TaskExpired.class));
    assertThat(handlers.runsOf(task.task().value())).isZero();
  }

  @Test
  void reportsWhyAnAttemptFailedAndWhetherToTryAgain() {
    TaskPlanned task = backup("fail", "run-a", 1);

    hub.dispatch(task);

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(last(task))
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
    TaskPlanned backup = backup("block", "run-backup", 1);
    TaskPlanned restore = restore("ok", "run-restore");
    TaskPlanned other = backup("ok", "run-other", 1);

    hub.dispatch(backup);
    await().atMost(SOON).until(() -> handlers.runsOf(backup.task().value()) == 1);
    hub.dispatch(restore);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(last(restore))
                    .isInstanceOfSatisfying(
                        TaskWaiting.class,
                        waiting ->
                            assertThat(waiting.reason())
                                .contains(backup.run().value())
                                .contains(application.key())));
    hub.dispatch(other);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(last(other)).isInstanceOf(TaskSucceeded.class));
    assertThat(handlers.runsOf(restore.task().value())).isZero();
    handlers.letGo(backup.task().value());

    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(last(restore)).isInstanceOf(TaskSucceeded.class));
  }

  @Test
  void heartbeatsNameTheAttemptsInWork() {
    TaskPlanned task = backup("block", "run-a", 1);

    hub.dispatch(task);

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
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(last(task)).isInstanceOf(TaskSucceeded.class));
  }

  @Test
  void deadLettersAnUnreadableTaskAndGoesOnWithThePartition() {
    TaskPlanned next = backup("ok", "run-a", 1);

    hub.send(
        new WireRecord(
            Topic.TASKS.topicName(Hub.EAST),
            application.key(),
            Map.of(
                "ce_type",
                "io.slackwater.task.planned.v1",
                "ce_specversion",
                "1.0",
                "ce_id",
                unique,
                "ce_source",
                "x",
                "ce_time",
                "2026-11-22T10:00:00Z",
                "ce_cluster",
                "east"),
            ("{ no json " + unique).getBytes(StandardCharsets.UTF_8)));
    hub.dispatch(next);

    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(last(next)).isInstanceOf(TaskSucceeded.class));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(hub.deadReasons())
                    .anySatisfy(reason -> assertThat(reason).contains("JSON")));
  }

  @Test
  void endsItsAttemptsWhenTheBrokerAcknowledgesNothing() {
    TaskPlanned task = backup("block", "run-a", 1);
    hub.dispatch(task);
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
                assertThat(last(task))
                    .isInstanceOfSatisfying(
                        TaskFailed.class,
                        failed ->
                            assertThat(failed.reason()).contains("not acknowledged a heartbeat")));
  }

  private TaskReport last(TaskPlanned task) {
    List<TaskReport> reports = reports(task);
    return reports.isEmpty() ? null : reports.getLast();
  }

  private List<TaskReport> reports(TaskPlanned task) {
    return hub.reports(task.task()).stream()
        .map(envelope -> (TaskReport) envelope.event())
        .toList();
  }

  private TaskPlanned backup(String component, String run, int attempt) {
    return planned(component, run, attempt, capture(), Instant.now().plusSeconds(300));
  }

  private TaskPlanned restore(String component, String run) {
    return planned(
        component,
        run,
        1,
        new TaskSpec.RestoreDefinitions(
            repository(),
            "abc",
            new RestoreTarget(Hub.EAST, "shop"),
            RestoreStage.WORKLOADS,
            List.of()),
        Instant.now().plusSeconds(300));
  }

  private TaskSpec capture() {
    return new TaskSpec.CaptureDefinitions(repository(), new Scope("shop", null));
  }

  private RepositoryRef repository() {
    return RepositoryRef.of(new LocationName("primary"), application);
  }

  private static TaskPlanned attempt(TaskPlanned task, int attempt) {
    return new TaskPlanned(
        task.task(),
        task.run(),
        task.application(),
        task.restorePoint(),
        task.component(),
        attempt,
        task.spec(),
        task.notAfter());
  }

  private TaskPlanned planned(
      String component, String run, int attempt, TaskSpec spec, Instant notAfter) {
    return new TaskPlanned(
        new TaskId(UUID.randomUUID().toString()),
        new RunId(run + "-" + unique),
        application,
        new RestorePointId("rp-" + unique),
        component,
        attempt,
        spec,
        notAfter);
  }
}
