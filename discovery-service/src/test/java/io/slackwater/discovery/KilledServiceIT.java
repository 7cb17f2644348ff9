// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.slackwater.contracts.application.ApplicationEvent;
import io.slackwater.contracts.application.ApplicationRemoved;
import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.DefinitionsArtifact;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.artifact.VerificationArtifact;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.RestoreStage;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.contracts.task.TaskFailed;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskReport;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.contracts.task.TaskSucceeded;
import io.slackwater.sandbox.testing.TestCluster;
import io.slackwater.sandbox.testing.TestKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service is killed in each phase of its work; the next attempt finishes it. */
class KilledServiceIT {

  private static final Duration SOON = Duration.ofMinutes(3);
  private static final ApplicationId APPLICATION = new ApplicationId(Hub.EAST, "shop", "shop");
  private static final RepositoryRef REPOSITORY =
      RepositoryRef.of(new LocationName("local"), APPLICATION);

  private final Path home;

  KilledServiceIT(@TempDir Path home) {
    this.home = home;
  }

  @Test
  void bringsAnApplicationBackThoughItIsKilledInEachPhase() throws IOException {
    try (TestKafka kafka = TestKafka.start(List.of(Hub.EAST));
        TestCluster cluster = TestCluster.start("east");
        Hub hub = new Hub(kafka.bootstrapServers())) {
      Phases phases = new Phases(kafka.bootstrapServers(), cluster, hub);
      SandboxApplication shop = new SandboxApplication(cluster.client(), "shop");
      shop.start();
      createNamespace(cluster, "gone");

      TaskSpec capture = new TaskSpec.CaptureDefinitions(REPOSITORY, new Scope("shop", null));
      DefinitionsArtifact definitions =
          (DefinitionsArtifact)
              phases
                  .killed(
                      capture,
                      () -> phases.announced("gone"),
                      () -> cluster.client().namespaces().withName("gone").delete())
                  .getFirst();
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(hub.announcements("east/gone/gone"))
                      .endsWith(
                          new ApplicationRemoved(new ApplicationId(Hub.EAST, "gone", "gone"))));

      shop.destroy();
      for (RestoreStage stage : RestoreStage.values()) {
        TaskSpec spec =
            new TaskSpec.RestoreDefinitions(
                REPOSITORY,
                definitions.snapshot(),
                new RestoreTarget(Hub.EAST, "shop"),
                stage,
                List.of(shop.dataService()));
        assertThat(phases.killed(spec, () -> true, () -> {})).as("%s", stage).isNotEmpty();
      }
      VerificationArtifact verified =
          (VerificationArtifact)
              phases
                  .killed(
                      new TaskSpec.VerifyDefinitions(
                          REPOSITORY, definitions.snapshot(), new RestoreTarget(Hub.EAST, "shop")),
                      () -> true,
                      () -> {})
                  .getFirst();
      assertThat(verified.checks()).allSatisfy(check -> assertThat(check.held()).isTrue());
    }
  }

  private static void createNamespace(TestCluster cluster, String name) {
    cluster
        .client()
        .namespaces()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
  }

  /** Attempts that die, and those that follow them. */
  private final class Phases {

    private final String kafka;
    private final TestCluster cluster;
    private final Hub hub;

    Phases(String kafka, TestCluster cluster, Hub hub) {
      this.kafka = kafka;
      this.cluster = cluster;
      this.hub = hub;
    }

    /** Kills the service as soon as it has begun, and gives a new one the next attempt. */
    List<Artifact> killed(TaskSpec spec, Callable<Boolean> andAlso, Runnable whileDead)
        throws IOException {
      TaskId task = new TaskId(UUID.randomUUID().toString());
      try (ServiceProcess service = ServiceProcess.start(kafka, cluster.kubeconfig(), home)) {
        hub.dispatch(attempt(task, 1, spec));
        await().atMost(SOON).until(() -> !hub.reports(task).isEmpty());
        await().atMost(SOON).until(andAlso);
        service.kill();
      }
      whileDead.run();
      try (ServiceProcess service = ServiceProcess.start(kafka, cluster.kubeconfig(), home)) {
        assertThat(service).isNotNull();
        hub.dispatch(attempt(task, 2, spec));
        await().atMost(SOON).until(() -> hub.reports(task).stream().anyMatch(this::endsSecond));
        TaskReport end =
            hub.reports(task).stream().filter(this::endsSecond).findFirst().orElseThrow();
        assertThat(end)
            .as(() -> end instanceof TaskFailed failed ? failed.reason() : "")
            .isInstanceOf(TaskSucceeded.class);
        return ((TaskSucceeded) end).artifacts();
      }
    }

    boolean announced(String namespace) {
      return hub.announcements("east/" + namespace + "/" + namespace).stream()
          .map(ApplicationEvent::key)
          .findAny()
          .isPresent();
    }

    private boolean endsSecond(TaskReport report) {
      return report.attempt().attempt() == 2 && Hub.ends(report);
    }

    private TaskPlanned attempt(TaskId task, int attempt, TaskSpec spec) {
      return new TaskPlanned(
          task,
          new RunId(
              "run-of-" + (spec instanceof TaskSpec.CaptureDefinitions ? "backup" : "restore")),
          APPLICATION,
          new RestorePointId("rp-1"),
          "Namespace/shop",
          attempt,
          spec,
          Instant.now().plus(Duration.ofMinutes(10)));
    }
  }
}
