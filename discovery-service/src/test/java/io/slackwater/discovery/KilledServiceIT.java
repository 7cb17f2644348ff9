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
import io.slackwater.contracts.task.TaskProgressed;
import io.slackwater.contracts.task.TaskReport;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.contracts.task.TaskSucceeded;
import io.slackwater.repository.Repository;
import io.slackwater.repository.archive.SnapshotWriter;
import io.slackwater.repository.id.SnapshotId;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.snapshot.SnapshotFilter;
import io.slackwater.repository.snapshot.SnapshotLabels;
import io.slackwater.sandbox.testing.PackagedService;
import io.slackwater.sandbox.testing.TestCluster;
import io.slackwater.sandbox.testing.TestHub;
import io.slackwater.sandbox.testing.TestKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service is killed while it captures, while it makes objects and while it waits for
 * workloads; the next attempt finishes it.
 */
@Tag("long")
class KilledServiceIT {

  private static final Set<RestoreStage> KILLED =
      EnumSet.of(RestoreStage.PREREQUISITES, RestoreStage.DATA_SERVICES);
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final ApplicationId APPLICATION = new ApplicationId(TestHub.EAST, "shop", "shop");
  private static final RepositoryRef REPOSITORY =
      RepositoryRef.of(new LocationName("local"), APPLICATION);

  private final Path home;

  KilledServiceIT(@TempDir Path home) {
    this.home = home;
  }

  @Test
  void bringsAnApplicationBackThoughItIsKilledInEachPhase() throws IOException {
    try (TestKafka kafka = TestKafka.start(List.of(TestHub.EAST));
        TestCluster cluster = TestCluster.start("east");
        TestHub hub = new TestHub(kafka.bootstrapServers());
        Phases phases = new Phases(kafka.bootstrapServers(), cluster, hub)) {
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
                          new ApplicationRemoved(new ApplicationId(TestHub.EAST, "gone", "gone"))));

      shop.destroy();
      for (RestoreStage stage : RestoreStage.values()) {
        TaskSpec spec =
            new TaskSpec.RestoreDefinitions(
                REPOSITORY,
                definitions.snapshot(),
                new RestoreTarget(TestHub.EAST, "shop"),
                stage,
                List.of(shop.dataService()));
        assertThat(
                KILLED.contains(stage)
                    ? phases.killed(spec, () -> true, () -> {})
                    : phases.undisturbed(spec))
            .as("%s", stage)
            .isNotEmpty();
      }
      VerificationArtifact verified =
          (VerificationArtifact)
              phases
                  .undisturbed(
                      new TaskSpec.VerifyDefinitions(
                          REPOSITORY,
                          definitions.snapshot(),
                          new RestoreTarget(TestHub.EAST, "shop")))
                  .getFirst();
      assertThat(verified.checks()).allSatisfy(check -> assertThat(check.held()).isTrue());
    }
  }

  @Test
  void aRetirementsDataAreGoneThoughItIsKilledInEachPhase() throws IOException {
    DirectoryRepositories repositories = new DirectoryRepositories(home.resolve("location"));
    SnapshotId retired = backUp(repositories, "retired", "slackwater:restore-point:rp-0");
    backUp(repositories, "left by an attempt that died", "slackwater:restore-point:rp-1");
    SnapshotId kept = backUp(repositories, "kept", "slackwater:restore-point:rp-2");
    long before = packs(repositories);
    try (TestKafka kafka = TestKafka.start(List.of(TestHub.EAST));
        TestCluster cluster = TestCluster.start("east");
        TestHub hub = new TestHub(kafka.bootstrapServers());
        Phases phases = new Phases(kafka.bootstrapServers(), cluster, hub)) {
      phases.killed(
          new TaskSpec.ForgetSnapshots(REPOSITORY, List.of(retired.hex())), () -> true, () -> {});
      assertThat(snapshots(repositories)).containsExactly(kept);

      try (Repository used = repositories.open(REPOSITORY);
          SnapshotWriter writer = used.beginSnapshot(SnapshotLabels.tagged("test"), Control.NONE)) {
        phases.killed(
            new TaskSpec.PruneRepository(REPOSITORY),
            () -> phases.said("waiting to prune"),
            writer::close);
      }
    }
    try (Repository repository = repositories.open(REPOSITORY)) {
      assertThat(packs(repositories)).isLessThan(before);
      assertThat(repository.check(true, Control.NONE).isSound()).isTrue();
      assertThat(repository.locks()).isEmpty();
    }
    assertThat(snapshots(repositories)).containsExactly(kept);
  }

  private static SnapshotId backUp(DirectoryRepositories repositories, String name, String tag) {
    byte[] content = new byte[2_000_000];
    new Random(name.hashCode()).nextBytes(content);
    try (Repository repository = repositories.openOrInit(REPOSITORY)) {
      return repository
          .backupFiles(Map.of("/" + name, content), SnapshotLabels.tagged(tag), Control.NONE)
          .id();
    }
  }

  private static List<SnapshotId> snapshots(DirectoryRepositories repositories) {
    try (Repository repository = repositories.open(REPOSITORY)) {
      return repository.snapshots(SnapshotFilter.ALL).stream().map(Snapshot::id).toList();
    }
  }

  private static long packs(DirectoryRepositories repositories) {
    try (Repository repository = repositories.open(REPOSITORY)) {
      return repository.check(true, Control.NONE).packs();
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
  private final class Phases implements AutoCloseable {

    private final String kafka;
    private final TestCluster cluster;
    private final TestHub hub;
    private @Nullable PackagedService service;
    private @Nullable TaskId task;

    Phases(String kafka, TestCluster cluster, TestHub hub) {
      this.kafka = kafka;
      this.cluster = cluster;
      this.hub = hub;
    }

    /** Kills the service as soon as it has begun, and gives a new one the next attempt. */
    List<Artifact> killed(TaskSpec spec, Callable<Boolean> andAlso, Runnable whileDead)
        throws IOException {
      TaskId latest = new TaskId(UUID.randomUUID().toString());
      task = latest;
      PackagedService victim = service();
      hub.dispatch(attempt(latest, 1, spec));
      await().atMost(SOON).until(() -> !hub.reports(latest).isEmpty());
      await().atMost(SOON).until(andAlso);
      victim.kill();
      service = null;
      whileDead.run();
      return succeeds(attempt(latest, 2, spec));
    }

    List<Artifact> undisturbed(TaskSpec spec) throws IOException {
      return succeeds(attempt(new TaskId(UUID.randomUUID().toString()), 1, spec));
    }

    @Override
    public void close() {
      if (service != null) {
        service.close();
      }
    }

    private List<Artifact> succeeds(TaskPlanned task) throws IOException {
      service();
      hub.dispatch(task);
      await()
          .atMost(SOON)
          .until(() -> hub.reports(task.task()).stream().anyMatch(r -> ends(task, r)));
      TaskReport end =
          hub.reports(task.task()).stream().filter(r -> ends(task, r)).findFirst().orElseThrow();
      assertThat(end)
          .as(() -> end instanceof TaskFailed failed ? failed.reason() : "")
          .isInstanceOf(TaskSucceeded.class);
      return ((TaskSucceeded) end).artifacts();
    }

    private PackagedService service() throws IOException {
      PackagedService running = service;
      if (running == null) {
        running = PackagedService.start(settings());
        service = running;
      }
      return running;
    }

    private Map<String, String> settings() throws IOException {
      Path password = Files.writeString(home.resolve("password"), "only for a test");
      return Map.of(
          "kafka.bootstrap.servers",
          kafka,
          "slackwater.executor.clusters",
          "east",
          "slackwater.executor.cluster.east.kubeconfig",
          cluster.kubeconfig().toString(),
          "slackwater.location.local.url",
          home.resolve("location").toString(),
          "slackwater.location.local.password-file",
          password.toString(),
          "slackwater.discovery.poll",
          "200ms",
          // A killed member's partitions are given to the next one after this long.
          "mp.messaging.incoming.tasks-in.session.timeout.ms",
          "6000");
    }

    /** Whether an attempt reported such a step. */
    boolean said(String step) {
      return hub.reports(latest()).stream()
          .anyMatch(
              report ->
                  report instanceof TaskProgressed progressed
                      && progressed.step().startsWith(step));
    }

    private TaskId latest() {
      return Objects.requireNonNull(task, "nothing was dispatched yet");
    }

    boolean announced(String namespace) {
      return hub.announcements("east/" + namespace + "/" + namespace).stream()
          .map(ApplicationEvent::key)
          .findAny()
          .isPresent();
    }

    private static boolean ends(TaskPlanned task, TaskReport report) {
      return report.attempt().attempt() == task.attempt() && TestHub.ends(report);
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
