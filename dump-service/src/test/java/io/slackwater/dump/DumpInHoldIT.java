// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.artifact.DumpArtifact;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.signal.HoldImported;
import io.slackwater.contracts.signal.HoldPrepared;
import io.slackwater.contracts.signal.HoldSignal;
import io.slackwater.contracts.task.TaskCancelled;
import io.slackwater.contracts.task.TaskFailed;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskReport;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.contracts.task.TaskWaiting;
import io.slackwater.dataservices.blueprint.Blueprints;
import io.slackwater.dataservices.blueprint.DataServiceSession;
import io.slackwater.dataservices.blueprint.SessionName;
import io.slackwater.dataservices.exec.PodTarget;
import io.slackwater.executor.Locations;
import io.slackwater.executor.Signals;
import io.slackwater.repository.Repository;
import io.slackwater.repository.id.SnapshotId;
import io.slackwater.repository.snapshot.SnapshotFilter;
import io.slackwater.sandbox.testing.KafkaTestResource;
import io.slackwater.sandbox.testing.PostgresTools;
import io.slackwater.sandbox.testing.TestHub;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The service as a participant of holds, whose coordinator the test plays. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(ClusterTestResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class DumpInHoldIT {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String NAMESPACE = "shop";

  @Inject Signals signals;
  @Inject Locations locations;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @ConfigProperty(name = "slackwater.executor.cluster.east.kubeconfig")
  File kubeconfig;

  private TestHub hub;
  private KubernetesClient client;
  private PostgresPods pods;
  private DataService orders;
  private TaskPlanned task;
  private TaskId coordinatorTask;
  private TestCoordinator coordinator;

  @BeforeAll
  void start() {
    hub = new TestHub(bootstrapServers);
    client = new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig)).build();
    pods = new PostgresPods(client);
    orders = pods.start(NAMESPACE);
    pods.sql(NAMESPACE, "postgres", "create database shop");
    pods.sql(NAMESPACE, "postgres", "create database empty");
    pods.sql(NAMESPACE, "shop", "create table orders (n int)");
  }

  @AfterAll
  void stop() {
    client.close();
    hub.close();
  }

  @BeforeEach
  void plan() {
    pods.sql(NAMESPACE, "shop", "truncate orders");
    write(100);
    coordinatorTask = new TaskId(UUID.randomUUID().toString());
    plan(Duration.ofMinutes(5));
  }

  private void plan(Duration time) {
    String unique = UUID.randomUUID().toString().substring(0, 8);
    ApplicationId application = new ApplicationId(TestHub.EAST, NAMESPACE, "shop-" + unique);
    TaskSpec spec =
        new TaskSpec.DumpDataService(
            RepositoryRef.of(new LocationName("primary"), application),
            new Scope(NAMESPACE, null),
            orders,
            coordinatorTask);
    task =
        new TaskPlanned(
            new TaskId(UUID.randomUUID().toString()),
            new RunId("run-" + unique),
            application,
            new RestorePointId("rp-" + unique),
            "DataService/orders-db",
            1,
            spec,
            Instant.now().plus(time));
    DataServiceSession session =
        Blueprints.named("postgresql")
            .orElseThrow()
            .open(
                pods.exec(),
                new PodTarget(NAMESPACE, "orders-db-0", "postgres"),
                new SessionName(coordinatorTask.value(), 1));
    coordinator = new TestCoordinator(hub, task, coordinatorTask, session, orders);
  }

  private void write(int rows) {
    pods.sql(
        NAMESPACE, "shop", "insert into orders select * from generate_series(1, " + rows + ")");
  }

  @Test
  void showsExactlyTheCutOfItsHoldThoughItBeginsAfterTheThaw(@TempDir Path directory)
      throws Exception {
    hub.dispatch(task);
    try (TestCoordinator.Hold hold = coordinator.prepare(1)) {
      awaitPrepared(hold);
      hold.hold();
      write(50);
      hold.sayQuiesced();
      awaitImported(hold);
      hold.close();
      await().atMost(SOON).until(() -> stored().size() == 3);
      hold.saySealed();

      List<DumpArtifact> dumps = dumps(task);

      assertThat(dumps)
          .extracting(DumpArtifact::database)
          .containsExactlyInAnyOrder(null, "empty", "shop");
      assertThat(dumps).extracting(DumpArtifact::hold).containsOnly(hold.id());
      assertThat(rows(dumps, directory)).isEqualTo(100);
    }
  }

  @Test
  void startsOverWithTheNextHoldWhenOneIsAborted(@TempDir Path directory) throws Exception {
    hub.dispatch(task);
    try (TestCoordinator.Hold first = coordinator.prepare(1)) {
      quiesce(first);
      await().atMost(SOON).until(() -> stored().size() == 3);
      first.sayAborted();
    }
    write(10);
    try (TestCoordinator.Hold second = coordinator.prepare(1)) {
      quiesce(second);
      second.saySealed();

      List<DumpArtifact> dumps = dumps(task);

      assertThat(dumps).extracting(DumpArtifact::hold).containsOnly(second.id());
      assertThat(rows(dumps, directory)).isEqualTo(110);
      assertStored(dumps);
    }
  }

  @Test
  void countsNothingOfAHoldWhoseCoordinatorWasFollowedByAnother(@TempDir Path directory)
      throws Exception {
    hub.dispatch(task);
    try (TestCoordinator.Hold dead = coordinator.prepare(1)) {
      quiesce(dead);
    }
    write(10);
    try (TestCoordinator.Hold hold = coordinator.prepare(2)) {
      quiesce(hold);
      hold.saySealed();

      List<DumpArtifact> dumps = dumps(task);

      assertThat(dumps).extracting(DumpArtifact::hold).containsOnly(hold.id());
      assertThat(rows(dumps, directory)).isEqualTo(110);
      assertStored(dumps);
    }
  }

  @Test
  void leavesNothingWhenNoHoldIsSealedInItsTime() {
    plan(Duration.ofSeconds(20));
    hub.dispatch(task);
    try (TestCoordinator.Hold hold = coordinator.prepare(1)) {
      hold.hold();
      hold.sayQuiesced();
      await().atMost(SOON).until(() -> !ends(TaskFailed.class).isEmpty());
    }
    assertThat(ends(TaskFailed.class).getFirst().reason())
        .contains("no hold of " + task.application() + " was sealed", coordinatorTask.value());
    assertThat(ends(TaskWaiting.class))
        .extracting(TaskWaiting::reason)
        .hasSizeGreaterThan(1)
        .allMatch(reason -> reason.contains(coordinatorTask.value()))
        .first()
        .asString()
        .contains("none was heard of yet");
    assertStored(List.of());
  }

  @Test
  void leavesNothingWhenItIsCancelled() {
    hub.dispatch(task);
    try (TestCoordinator.Hold hold = coordinator.prepare(1)) {
      quiesce(hold);
      await().atMost(SOON).until(() -> stored().size() == 3);

      coordinator.sayCancelled();

      await().atMost(SOON).until(() -> !ends(TaskCancelled.class).isEmpty());
    }
    assertStored(List.of());
  }

  @Test
  void leavesNothingOfTheDatabasesThatWereStoredBeforeADumpByItselfIsCancelled() {
    TaskSpec.DumpDataService joined = (TaskSpec.DumpDataService) task.spec();
    task =
        attempt(
            1,
            new TaskSpec.DumpDataService(
                joined.repository(), joined.scope(), joined.dataService()));
    try (PostgresPods.Locked locked = pods.lock(NAMESPACE, "shop", "orders")) {
      assertThat(locked).isNotNull();
      hub.dispatch(task);
      await().atMost(SOON).ignoreExceptions().until(() -> stored().size() == 2);

      coordinator.sayCancelled();

      await().atMost(SOON).until(() -> !ends(TaskCancelled.class).isEmpty());
    }
    assertThat(ends(TaskCancelled.class).getFirst().reason()).isEqualTo("an operator wants it");
    assertStored(List.of());
  }

  @Test
  void aLaterAttemptTakesThePlaceOfOneThatWasPrepared(@TempDir Path directory) throws Exception {
    hub.dispatch(task);
    try (TestCoordinator.Hold hold = coordinator.prepare(1)) {
      awaitPrepared(hold);
      task = attempt(2);
      hub.dispatch(task);
      quiesce(hold);
      hold.saySealed();

      List<DumpArtifact> dumps = dumps(task);

      assertThat(dumps).extracting(DumpArtifact::hold).containsOnly(hold.id());
      assertThat(rows(dumps, directory)).isEqualTo(100);
      assertStored(dumps);
    }
  }

  private TaskPlanned attempt(int attempt) {
    return attempt(attempt, task.spec());
  }

  private TaskPlanned attempt(int attempt, TaskSpec spec) {
    return new TaskPlanned(
        task.task(),
        task.run(),
        task.application(),
        task.restorePoint(),
        task.component(),
        attempt,
        spec,
        task.notAfter());
  }

  @Test
  void dumpsByItselfWhenTheHoldWasSealedWithoutIt(@TempDir Path directory) throws Exception {
    try (TestCoordinator.Hold hold = coordinator.prepare(1)) {
      hold.hold();
      hold.sayQuiesced();
      hold.saySealed();
    }
    write(10);
    hub.dispatch(task);

    List<DumpArtifact> dumps = dumps(task);

    assertThat(dumps).extracting(DumpArtifact::hold).containsOnlyNulls();
    assertThat(rows(dumps, directory)).isEqualTo(110);
    assertStored(dumps);
  }

  @Test
  void dumpsByItselfWhenTheCutWasGivenUpBeforeItCouldTakeItOver(@TempDir Path directory)
      throws Exception {
    hub.dispatch(task);
    try (TestCoordinator.Hold hold = coordinator.prepare(1)) {
      awaitPrepared(hold);
      hold.hold();
      hold.close();
      await().atMost(SOON).until(() -> keepers() == 0);
      write(10);
      hold.sayQuiesced();
      hold.saySealed();

      List<DumpArtifact> dumps = dumps(task);

      assertThat(dumps).extracting(DumpArtifact::hold).containsOnlyNulls();
      assertThat(rows(dumps, directory)).isEqualTo(110);
      // Nobody shall keep for it what it goes without.
      assertThat(said(HoldImported.class)).hasSize(1);
      assertStored(dumps);
    }
  }

  @Test
  void dumpsByItselfWhenItsToolDiesMidwayInASealedHold(@TempDir Path directory) throws Exception {
    pods.sql(
        NAMESPACE,
        "shop",
        "create table bulk as select repeat(md5(n::text), 8) as filling from generate_series(1, 300000) n");
    try (TestCoordinator.Hold hold = coordinator.prepare(1)) {
      hub.dispatch(task);
      quiesce(hold);
      await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> killedMidway() > 0);
      pods.sql(NAMESPACE, "shop", "drop table bulk");
      write(10);
      hold.saySealed();

      List<DumpArtifact> dumps = dumps(task);

      assertThat(dumps).extracting(DumpArtifact::hold).containsOnlyNulls();
      assertThat(rows(dumps, directory)).isEqualTo(110);
      assertStored(dumps);
    }
  }

  /** Ends the server's side of dumps that are in the midst of the filling. */
  private int killedMidway() {
    return Integer.parseInt(
        pods.sql(
            NAMESPACE,
            "postgres",
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where query like 'COPY public.bulk%'"));
  }

  private void quiesce(TestCoordinator.Hold hold) {
    awaitPrepared(hold);
    hold.hold();
    hold.sayQuiesced();
    awaitImported(hold);
  }

  private int keepers() {
    return Integer.parseInt(
        pods.sql(
            NAMESPACE,
            "postgres",
            "select count(*) from pg_stat_activity where application_name like '%:keeper'"));
  }

  private <T extends HoldSignal> List<T> said(Class<T> type) {
    return signals.of(task.run()).stream().filter(type::isInstance).map(type::cast).toList();
  }

  private void awaitPrepared(TestCoordinator.Hold hold) {
    await()
        .atMost(SOON)
        .until(
            () ->
                said(HoldPrepared.class).stream()
                    .filter(signal -> signal.hold().id().equals(hold.id()))
                    .anyMatch(
                        signal ->
                            signal.participant().equals(task.task())
                                && signal.participantAttempt() == task.attempt()));
  }

  private void awaitImported(TestCoordinator.Hold hold) {
    await()
        .atMost(SOON)
        .until(
            () ->
                said(HoldImported.class).stream()
                    .filter(signal -> signal.hold().id().equals(hold.id()))
                    .anyMatch(signal -> signal.participant().equals(task.task())));
  }

  private <T extends TaskReport> List<T> ends(Class<T> type) {
    return hub.reports(task.task()).stream().filter(type::isInstance).map(type::cast).toList();
  }

  private List<DumpArtifact> dumps(TaskPlanned planned) {
    return hub.awaitSuccess(planned, SOON).artifacts().stream()
        .map(DumpArtifact.class::cast)
        .toList();
  }

  private void assertStored(List<DumpArtifact> dumps) {
    assertThat(stored())
        .containsExactlyInAnyOrderElementsOf(dumps.stream().map(DumpArtifact::snapshot).toList());
  }

  private List<String> stored() {
    TaskSpec.DumpDataService spec = (TaskSpec.DumpDataService) task.spec();
    try (Repository repository = locations.open(spec.repository())) {
      return repository.snapshots(SnapshotFilter.ALL).stream()
          .map(snapshot -> snapshot.id().hex())
          .toList();
    }
  }

  private long rows(List<DumpArtifact> dumps, Path directory) throws IOException {
    DumpArtifact shop =
        dumps.stream().filter(dump -> "shop".equals(dump.database())).findFirst().orElseThrow();
    Path file = directory.resolve("shop.dump");
    try (Repository repository = locations.open(shop.repository());
        InputStream content = repository.openFile(SnapshotId.parse(shop.snapshot()), shop.path())) {
      Files.copy(content, file);
    }
    Process restore =
        new ProcessBuilder(
                PostgresTools.find().bin().resolve("pg_restore").toString(),
                "--data-only",
                "--file=-",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String data = new String(restore.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return data.lines().filter(line -> line.matches("\\d+")).count();
  }
}
