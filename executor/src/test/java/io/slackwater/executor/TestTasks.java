// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.RestoreStage;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskReport;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.sandbox.testing.TestHub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tasks of one application that no other test has, and what the hub hears of them. */
final class TestTasks {

  static final ClusterId EAST = TestHub.EAST;
  static final ClusterId WEST = new ClusterId("west");

  private static final Duration SOON = Duration.ofSeconds(40);

  private final TestHub hub;
  private final String unique = UUID.randomUUID().toString().substring(0, 8);
  private final ApplicationId application;

  TestTasks(TestHub hub) {
    this(hub, EAST);
  }

  TestTasks(TestHub hub, ClusterId cluster) {
    this.hub = hub;
    this.application = new ApplicationId(cluster, "shop", "shop-" + unique);
  }

  ApplicationId application() {
    return application;
  }

  void dispatch(TaskPlanned task) {
    hub.dispatch(task);
  }

  @Nullable TaskReport last(TaskPlanned task) {
    List<TaskReport> reports = reports(task);
    return reports.isEmpty() ? null : reports.getLast();
  }

  List<TaskReport> reports(TaskPlanned task) {
    return hub.reports(task.task());
  }

  void awaitEnd(TaskPlanned task, Class<? extends TaskReport> end) {
    await().atMost(SOON).untilAsserted(() -> assertThat(last(task)).isInstanceOf(end));
  }

  TaskPlanned backup(String component, String run, int attempt) {
    return planned(component, run, attempt, capture(), Instant.now().plusSeconds(300));
  }

  TaskPlanned restore(String component, String run) {
    return planned(
        component,
        run,
        1,
        new TaskSpec.RestoreDefinitions(
            repository(),
            "abc",
            new RestoreTarget(application.cluster(), "shop"),
            RestoreStage.WORKLOADS,
            List.of()),
        Instant.now().plusSeconds(300));
  }

  TaskSpec capture() {
    return new TaskSpec.CaptureDefinitions(repository(), new Scope("shop", null));
  }

  TaskPlanned attempt(TaskPlanned task, int attempt) {
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

  TaskPlanned planned(String component, String run, int attempt, TaskSpec spec, Instant notAfter) {
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

  private RepositoryRef repository() {
    return RepositoryRef.of(new LocationName("primary"), application);
  }
}
