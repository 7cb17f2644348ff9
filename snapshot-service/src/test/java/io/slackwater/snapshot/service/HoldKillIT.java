// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.HoldArtifact;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.EventCodec;
import io.slackwater.contracts.event.EventMetadata;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.signal.CancelOrdered;
import io.slackwater.contracts.task.HoldOrder;
import io.slackwater.contracts.task.TaskCancelled;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.sandbox.testing.PackagedService;
import io.slackwater.sandbox.testing.TestHub;
import io.slackwater.sandbox.testing.TestKafka;
import io.slackwater.snapshot.sandbox.HeldShop;
import io.slackwater.snapshot.sandbox.Sandbox;
import io.slackwater.snapshot.sandbox.SandboxExtension;
import io.slackwater.snapshot.sandbox.Shop;
import io.slackwater.snapshot.sandbox.SlowStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The packaged service is killed at borders of a hold: writers go on, and nothing is claimed. */
@ExtendWith(SandboxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HoldKillIT {

  private static final Duration SOON = Duration.ofSeconds(120);
  private static final Duration MAX_HOLD = Duration.ofSeconds(4);

  /** So long that no barrier, and no cut, ends by itself while a test waits for its release. */
  private static final Duration LONG_HOLD = Duration.ofSeconds(20);

  private static final Duration RESUMED = MAX_HOLD.plusSeconds(1);

  private final Sandbox sandbox;
  private final HeldShop shop;
  private final Shop volumes;
  private TestKafka kafka;
  private TestHub hub;

  HoldKillIT(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.shop = new HeldShop(sandbox, "killed-" + UUID.randomUUID().toString().substring(0, 8));
    this.volumes = new Shop(sandbox, shop.namespace());
  }

  @BeforeAll
  void open() {
    kafka = TestKafka.start(List.of(TestHub.EAST));
    hub = new TestHub(kafka.bootstrapServers());
    sandbox.namespace(shop.namespace());
    shop.open();
  }

  @AfterAll
  void close() {
    volumes.destroy();
    hub.close();
    kafka.close();
  }

  @Test
  void writersGoOnAndTheNextAttemptHoldsAnewWhenKilledBeforeTheSeal() {
    VolumeClaim slow = SlowStorage.claim(sandbox, volumes, Map.of("snapshotCreationDelay", "2000"));
    TaskId task = newTask();

    List<Artifact> artifacts =
        killed(task, spec(List.of(), slow), () -> !shop.snapshots(task).isEmpty());

    assertThat(shop.snapshots(task))
        .singleElement()
        .returns(
            ((HoldArtifact) artifacts.getFirst()).hold().value(),
            snapshot -> snapshot.getMetadata().getLabels().get("slackwater.io/hold"));
    assertThat(shop.longestPause()).isLessThan(RESUMED.toMillis());
  }

  @Test
  void nextAttemptAdoptsTheHoldWhenKilledAfterTheSeal() {
    VolumeClaim slow = SlowStorage.claim(sandbox, volumes, Map.of("snapshotReadyDelay", "8000"));
    TaskId task = newTask();
    String[] sealed = new String[1];

    List<Artifact> artifacts =
        killed(
            task,
            spec(List.of(), slow),
            () -> {
              Map<String, String> record = record(task);
              sealed[0] = record.get("slackwater.io/hold");
              return record.containsKey("slackwater.io/sealed-hold");
            });

    assertThat(((HoldArtifact) artifacts.getFirst()).hold().value()).isEqualTo(sealed[0]);
    assertThat(artifacts).hasSize(2);
    assertThat(shop.longestPause()).isLessThan(RESUMED.toMillis());
  }

  @Test
  @Tag("long")
  void nextAttemptHoldsAnewWhenKilledWhileTheBarriersAreRaised() {
    VolumeClaim claim = volumes.claim("raised");
    TaskId task = newTask();

    List<Artifact> artifacts = killed(task, spec(List.of(), claim), () -> !barriers().isEmpty());

    assertThat(artifacts).hasSize(2);
    assertThat(shop.longestPause()).isLessThan(RESUMED.toMillis());
  }

  @Test
  @Tag("long")
  void nextAttemptHoldsAnewWhenKilledWhilePreparing() {
    VolumeClaim claim = volumes.claim("preparing");
    TaskId task = newTask();

    List<Artifact> artifacts =
        killed(task, spec(List.of(), claim), () -> record(task).containsKey("slackwater.io/hold"));

    assertThat(artifacts).hasSize(2);
    assertThat(shop.longestPause()).isLessThan(RESUMED.toMillis());
  }

  @Test
  void cancelledAttemptReleasesItsBarriersFirstAndLeavesNothing() {
    VolumeClaim slow =
        SlowStorage.claim(
            sandbox,
            volumes,
            Map.of("snapshotCreationDelay", String.valueOf(LONG_HOLD.toMillis() - 2000)));
    TaskId task = newTask();
    try (PackagedService service = PackagedService.start(settings())) {
      assertThat(service).isNotNull();
      TaskPlanned planned = planned(task, 1, spec(LONG_HOLD, List.of(), slow));
      hub.dispatch(planned);
      Awaitility.await()
          .atMost(SOON)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> !shop.snapshots(task).isEmpty());
      assertThat(barriers()).isNotEmpty();

      cancel(planned);

      Awaitility.await()
          .atMost(LONG_HOLD.minusSeconds(10))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> barriers().isEmpty());
      TaskCancelled end = awaitCancelled(task);
      assertThat(end.reason()).isEqualTo("a release");
      assertThat(shop.snapshots(task)).isEmpty();
      assertThat(contents(task)).isEmpty();
      assertThat(record(task)).doesNotContainKey("slackwater.io/sealed-hold");
    }
    shop.awaitOrder(RESUMED);
    assertThat(shop.longestPause()).isLessThan(LONG_HOLD.minusSeconds(4).toMillis());
    shop.forgetPauses();
  }

  private void cancel(TaskPlanned planned) {
    CancelOrdered order =
        new CancelOrdered(
            planned.run(), planned.application(), Instant.now().plusSeconds(60), "a release");
    EventMetadata metadata =
        new EventMetadata(
            UUID.randomUUID().toString(),
            "catalog-service",
            Instant.now(),
            TestHub.EAST,
            planned.run(),
            null,
            null);
    hub.send(new EventCodec().encode(new Envelope<>(metadata, order)));
  }

  private TaskCancelled awaitCancelled(TaskId task) {
    return Awaitility.await()
        .atMost(SOON)
        .until(
            () ->
                hub.reports(task).stream()
                    .filter(TaskCancelled.class::isInstance)
                    .map(TaskCancelled.class::cast)
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  /** The sessions that bar the database. */
  private Set<String> barriers() {
    return shop.rows(
        "select pid from pg_stat_activity where application_name like 'slackwater:h-%'");
  }

  /** The storage's side of a task's snapshots. */
  private List<String> contents(TaskId task) {
    return sandbox
        .client()
        .genericKubernetesResources("snapshot.storage.k8s.io/v1", "VolumeSnapshotContent")
        .list()
        .getItems()
        .stream()
        .map(content -> String.valueOf(content.<Object>get("spec", "volumeSnapshotRef", "name")))
        .filter(name -> name.contains(task.value()))
        .toList();
  }

  /**
   * Kills the first attempt's service when it has come so far, and returns what the second made.
   */
  private List<Artifact> killed(TaskId task, TaskSpec spec, BooleanSupplier soFar) {
    try (PackagedService service = PackagedService.start(settings())) {
      hub.dispatch(planned(task, 1, spec));
      Awaitility.await()
          .atMost(SOON)
          .pollInterval(Duration.ofMillis(20))
          .until(soFar::getAsBoolean);
      service.kill();
    }
    shop.awaitOrder(RESUMED);
    try (PackagedService service = PackagedService.start(settings())) {
      assertThat(service).isNotNull();
      TaskPlanned second = planned(task, 2, spec);
      hub.dispatch(second);
      return hub.awaitSuccess(second, SOON).artifacts();
    }
  }

  private Map<String, String> record(TaskId task) {
    Lease lease =
        sandbox
            .client()
            .leases()
            .inNamespace(Sandbox.SYSTEM)
            .withName("slackwater-hold-" + run(task).value())
            .get();
    return lease == null || lease.getMetadata().getAnnotations() == null
        ? Map.of()
        : lease.getMetadata().getAnnotations();
  }

  private Map<String, String> settings() {
    return Map.of(
        "kafka.bootstrap.servers",
        kafka.bootstrapServers(),
        "slackwater.executor.clusters",
        "east",
        "slackwater.executor.cluster.east.kubeconfig",
        sandbox.kubeconfig().toString());
  }

  private TaskSpec spec(List<TaskId> participants, VolumeClaim claim) {
    return spec(MAX_HOLD, participants, claim);
  }

  private TaskSpec spec(Duration maxHold, List<TaskId> participants, VolumeClaim claim) {
    return new TaskSpec.SnapshotVolumes(
        new Scope(shop.namespace(), null),
        List.of(claim),
        new HoldOrder(maxHold.toMillis(), 30_000, List.of(HeldShop.DATABASE), participants));
  }

  private TaskPlanned planned(TaskId task, int attempt, TaskSpec spec) {
    return new TaskPlanned(
        task,
        run(task),
        new ApplicationId(TestHub.EAST, shop.namespace(), shop.namespace()),
        new RestorePointId("rp-" + task.value().substring(0, 8)),
        "volumes",
        attempt,
        spec,
        Instant.now().plusSeconds(300));
  }

  private static RunId run(TaskId task) {
    return new RunId("run-" + task.value().substring(0, 8));
  }

  private static TaskId newTask() {
    return new TaskId(UUID.randomUUID().toString().replace("-", ""));
  }
}
