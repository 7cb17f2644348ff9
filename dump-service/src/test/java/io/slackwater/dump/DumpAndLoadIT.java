// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.DumpArtifact;
import io.slackwater.contracts.artifact.RestoredArtifact;
import io.slackwater.contracts.artifact.VerificationArtifact;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.dataservices.blueprint.LoadFailedException;
import io.slackwater.dataservices.exec.KubernetesPodShell;
import io.slackwater.dataservices.exec.PodExec;
import io.slackwater.dataservices.exec.StreamCutShortException;
import io.slackwater.dump.application.DumpDataService;
import io.slackwater.dump.application.DumpLimits;
import io.slackwater.dump.application.DumpServiceException;
import io.slackwater.dump.application.LoadDataService;
import io.slackwater.dump.application.Sessions;
import io.slackwater.dump.application.VerifyDataService;
import io.slackwater.dump.kubernetes.KubernetesDataServicePods;
import io.slackwater.dump.repository.RepositoryDumpStore;
import io.slackwater.repository.Backends;
import io.slackwater.repository.Repository;
import io.slackwater.repository.backend.RepositoryLocation;
import io.slackwater.repository.backend.s3.S3Access;
import io.slackwater.repository.crypto.Password;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.snapshot.SnapshotFilter;
import io.slackwater.repository.store.ClientContext;
import io.slackwater.sandbox.testing.KafkaTestResource;
import java.io.File;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Dumps, loads and verifies real PostgreSQL servers in pods of a sandbox cluster. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(ClusterTestResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class DumpAndLoadIT {

  private static final DumpLimits LIMITS =
      new DumpLimits(Duration.ofMinutes(2), Duration.ofSeconds(5), Duration.ofMinutes(2));
  private static final ClusterId EAST = new ClusterId("east");

  @ConfigProperty(name = "slackwater.executor.cluster.east.kubeconfig")
  File kubeconfig;

  private final AtomicInteger tests = new AtomicInteger();
  private KubernetesClient client;
  private PostgresPods pods;
  private Sessions sessions;
  private String source;
  private String target;

  @BeforeAll
  void start() {
    client = new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig)).build();
    pods = new PostgresPods(client);
    sessions = new Sessions(new KubernetesDataServicePods(client), pods.exec());
  }

  @AfterAll
  void stop() {
    client.close();
  }

  @BeforeEach
  void name() {
    int test = tests.incrementAndGet();
    source = "shop-" + test;
    target = "copy-" + test;
  }

  @Test
  void bringsEveryCommittedRowIntoAnotherServer(@TempDir Path directory) {
    DataService orders = pods.start(source);
    pods.start(target);
    pods.sql(source, "postgres", "create role clerk login");
    pods.sql(source, "postgres", "create database shop owner clerk");
    pods.sql(
        source,
        "shop",
        "create table orders as select n, md5(n::text) as text from generate_series(1, 20000) n");
    Instant before = Instant.now();

    List<DumpArtifact> dumps = dump(directory, "task-1", 1, orders);

    assertThat(dumps).extracting(DumpArtifact::database).containsExactlyInAnyOrder(null, "shop");
    assertThat(dumps)
        .allSatisfy(
            dump -> {
              assertThat(dump.tool().exitCode()).isZero();
              assertThat(dump.tool().version()).contains(dump.serverVersion().split(" ")[0]);
              assertThat(dump.sha256()).hasSize(64);
              assertThat(dump.cutAt()).isAfterOrEqualTo(before);
              assertThat(dump.replica()).isFalse();
            });

    List<Artifact> loaded = load(directory, dumps, orders);

    assertThat(loaded)
        .extracting(artifact -> ((RestoredArtifact) artifact).component())
        .contains("Database/orders-db/shop");
    assertThat(
            pods.sql(
                target,
                "shop",
                "select count(*), md5(string_agg(text, ',' order by n)) from orders"))
        .isEqualTo(
            pods.sql(
                source,
                "shop",
                "select count(*), md5(string_agg(text, ',' order by n)) from orders"));
    assertThat(
            pods.sql(
                target,
                "postgres",
                "select pg_get_userbyid(datdba) from pg_database where datname = 'shop'"))
        .isEqualTo("clerk");
    assertThat(verify(orders))
        .singleElement()
        .isInstanceOfSatisfying(
            VerificationArtifact.class,
            verification -> {
              assertThat(verification.verified()).isTrue();
              assertThat(verification.checks())
                  .anySatisfy(check -> assertThat(check.finding()).contains("20000 rows"));
            });
  }

  @Test
  void nextAttemptLeavesNothingOfTheOneBefore(@TempDir Path directory) {
    DataService orders = pods.start(source);

    dump(directory, "task-1", 1, orders);
    List<DumpArtifact> second = dump(directory, "task-1", 2, orders);

    try (Repository repository = open(directory)) {
      assertThat(repository.snapshots(SnapshotFilter.ALL))
          .extracting((Snapshot snapshot) -> snapshot.id().hex())
          .containsExactlyInAnyOrderElementsOf(
              second.stream().map(DumpArtifact::snapshot).toList());
    }
  }

  @Test
  void switchesNothingInWhenADumpIsNotWhatWasRecorded(@TempDir Path directory) {
    DataService orders = pods.start(source);
    pods.start(target);
    pods.sql(source, "postgres", "create database shop");
    pods.sql(source, "shop", "create table orders as select 1 as n");
    List<DumpArtifact> changed =
        dump(directory, "task-1", 1, orders).stream().map(DumpAndLoadIT::withAnotherHash).toList();

    assertThatThrownBy(() -> load(directory, changed, orders))
        .isInstanceOf(LoadFailedException.class);

    assertThat(
            pods.sql(target, "postgres", "select count(*) from pg_database where datname = 'shop'"))
        .isEqualTo("0");
  }

  @Test
  void keepsNothingOfADumpThatIsCutShortThoughExecReportsSuccess(@TempDir Path directory) {
    DataService orders = pods.start(source);
    pods.sql(source, "postgres", "create database shop");
    pods.sql(
        source,
        "shop",
        "create table orders as select md5(n::text) from generate_series(1, 20000) n");
    Sessions losing =
        new Sessions(
            new KubernetesDataServicePods(client),
            new PodExec(new LosingShell(new KubernetesPodShell(client)), new SecureRandom()));
    TaskSpec.DumpDataService spec =
        new TaskSpec.DumpDataService(PlannedWork.REPOSITORY, new Scope(source, null), orders);

    try (RepositoryDumpStore store = new RepositoryDumpStore(open(directory))) {
      assertThatThrownBy(
              () ->
                  new DumpDataService(losing, LIMITS, Clock.systemUTC())
                      .run(spec, store, PlannedWork.of("task-1", 1, spec)))
          .isInstanceOf(StreamCutShortException.class);
    }

    try (Repository repository = open(directory)) {
      assertThat(repository.snapshots(SnapshotFilter.ALL))
          .noneSatisfy(snapshot -> assertThat(snapshot.paths().toString()).contains("shop.dump"));
    }
  }

  @Test
  void saysWhatIsMissingWhenThereIsNothingToDump(@TempDir Path directory) {
    pods.start(source);
    DataService gone = PostgresPods.dataService("no-such-db");

    assertThatThrownBy(() -> dump(directory, "task-1", 1, gone))
        .isInstanceOfSatisfying(
            DumpServiceException.class,
            failure -> {
              assertThat(failure)
                  .hasMessageContaining("StatefulSet/no-such-db is not there in " + source);
              assertThat(failure.retryable()).isFalse();
            });
  }

  @Test
  void waitsForAnotherAttemptWhenNoPodRuns(@TempDir Path directory) {
    DataService orders = pods.start(source);
    client.apps().statefulSets().inNamespace(source).withName("orders-db").scale(0);
    client
        .pods()
        .inNamespace(source)
        .withName("orders-db-0")
        .waitUntilCondition(java.util.Objects::isNull, 60, java.util.concurrent.TimeUnit.SECONDS);

    assertThatThrownBy(() -> dump(directory, "task-1", 1, orders))
        .isInstanceOfSatisfying(
            DumpServiceException.class,
            failure -> {
              assertThat(failure).hasMessageContaining("none of the 0 pods");
              assertThat(failure.retryable()).isTrue();
            });
  }

  private List<DumpArtifact> dump(
      Path directory, String task, int attempt, DataService dataService) {
    TaskSpec.DumpDataService spec =
        new TaskSpec.DumpDataService(PlannedWork.REPOSITORY, new Scope(source, null), dataService);
    try (RepositoryDumpStore store = new RepositoryDumpStore(open(directory))) {
      return new DumpDataService(sessions, LIMITS, Clock.systemUTC())
          .run(spec, store, PlannedWork.of(task, attempt, spec)).stream()
              .map(DumpArtifact.class::cast)
              .toList();
    }
  }

  private List<Artifact> load(Path directory, List<DumpArtifact> dumps, DataService dataService) {
    TaskSpec.LoadDataService spec =
        new TaskSpec.LoadDataService(new RestoreTarget(EAST, target), dataService, dumps);
    try (RepositoryDumpStore store = new RepositoryDumpStore(open(directory))) {
      return new LoadDataService(sessions, LIMITS)
          .run(spec, artifact -> store, PlannedWork.of("load-1", 1, spec));
    }
  }

  private List<Artifact> verify(DataService dataService) {
    TaskSpec.VerifyDataService spec =
        new TaskSpec.VerifyDataService(new RestoreTarget(EAST, target), dataService);
    return new VerifyDataService(sessions, LIMITS).run(spec, PlannedWork.of("verify-1", 1, spec));
  }

  private static DumpArtifact withAnotherHash(DumpArtifact dump) {
    return new DumpArtifact(
        dump.dataService(),
        dump.blueprint(),
        dump.database(),
        dump.repository(),
        dump.snapshot(),
        dump.path(),
        dump.database() == null ? dump.sha256() : "0".repeat(64),
        dump.logicalBytes(),
        dump.storedBytes(),
        dump.tool(),
        dump.pod(),
        dump.replica(),
        dump.serverVersion(),
        dump.cutAt());
  }

  private static Repository open(Path directory) {
    return Repository.openOrInit(
        Backends.open(
            new RepositoryLocation.Local(directory.resolve("repository")),
            S3Access.of("unused", "unused")),
        ClientContext.of("dump-it"),
        Password.of("of this test"),
        null);
  }
}
