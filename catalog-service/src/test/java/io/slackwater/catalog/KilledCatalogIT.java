// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.DerivedIds;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.restorepoint.RestorePointRetired;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.KeepRules;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.contracts.task.TaskSucceeded;
import io.slackwater.sandbox.testing.FreePorts;
import io.slackwater.sandbox.testing.LocalDirectory;
import io.slackwater.sandbox.testing.LocalPostgres;
import io.slackwater.sandbox.testing.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The packaged service, killed with SIGKILL; the brokers and the database live on. */
@SuppressWarnings("NullAway.Init") // filled before the tests
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("long")
class KilledCatalogIT {
  private static final String BRISK =
      "mp.messaging.connector.smallrye-kafka.session.timeout.ms=6000";

  private Samples shop;
  private TestKafka kafka;
  private LocalPostgres database;
  private Path home;
  private Path data;
  private Hub hub;

  @BeforeAll
  void start() {
    home = LocalDirectory.temporary("killed-catalog");
    data = LocalDirectory.temporary("killed-catalog-postgres");
    kafka = TestKafka.start(List.of(new ClusterId("east")));
    database = LocalPostgres.start(data, FreePorts.one(), "test-only", List.of("catalog"));
  }

  @BeforeEach
  void meet() {
    shop = Samples.of("east", "shop-" + UUID.randomUUID().toString().substring(0, 8));
    hub = new Hub(kafka.bootstrapServers());
  }

  @AfterEach
  void part() {
    hub.close();
  }

  @AfterAll
  void stop() {
    database.close();
    kafka.close();
    LocalDirectory.delete(data);
    LocalDirectory.delete(home);
  }

  @Test
  void publishesAfterItsRestartWhatItHadCommitted() {
    try (CatalogProcess first = catalog("slackwater.outbox.poll-interval=1h")) {
      plan().forEach(this::succeed);
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          database.query(
                              "catalog",
                              "select count(*) from task where status = 'QUEUED' and run_id = '"
                                  + shop.run()
                                  + "' and document::text like '%seal-restore-point%'"))
                      .contains("1"));
      first.kill();
    }
    assertThat(seals()).isEmpty();

    try (CatalogProcess second = catalog(BRISK)) {
      await().untilAsserted(() -> assertThat(seals()).hasSize(1));
      succeed(seals().getFirst());
      await().untilAsserted(() -> assertThat(settled()).hasSize(1));

      assertThat(second.streamed(shop.run().value(), "0-0", 8)).hasSize(8);
      assertThat(seals()).hasSize(1);
    }
  }

  @Test
  void goesOnWithTheOtherReplicaWhereAListenerLeftOff() {
    try (CatalogProcess one = catalog(BRISK);
        CatalogProcess other = catalog(BRISK)) {
      List<TaskPlanned> tasks = plan();
      List<String> before = one.streamed(shop.run().value(), "0-0", 4);

      one.kill();
      tasks.forEach(this::succeed);
      await().untilAsserted(() -> assertThat(seals()).hasSize(1));
      succeed(seals().getFirst());
      await().untilAsserted(() -> assertThat(settled()).hasSize(1));

      List<String> after =
          other.streamed(shop.run().value(), ServerSentEvents.id(before.getLast()), 6);
      List<String> whole = other.streamed(shop.run().value(), "0-0", 10);
      List<String> joined = new ArrayList<>(before);
      joined.addAll(after);
      assertThat(joined).isEqualTo(whole);
      assertThat(after.getLast()).contains("io.slackwater.run.settled.v1");
    }
  }

  @Test
  void aRetirementComesToItsEndThoughItIsKilledMidway() {
    shop = shop.keeping(new KeepRules(1, 0, 0, 0, 0, 0));
    RestorePointId retired = DerivedIds.restorePoint(shop.run());
    List<TaskPlanned> tasks;
    try (CatalogProcess first = catalog("slackwater.retention.interval=500ms")) {
      backUp();
      shop = shop.next();
      backUp();
      await().untilAsserted(() -> assertThat(retirements(retired)).hasSize(2));
      tasks = retirements(retired);
      succeed(tasks.getFirst());
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          database.query(
                              "catalog",
                              "select count(*) from task where status = 'SUCCEEDED' and run_id = '"
                                  + tasks.getFirst().run()
                                  + "'"))
                      .contains("1"));
      first.kill();
    }
    assertThat(tombstones(retired)).isEmpty();
    succeed(tasks.getLast());

    try (CatalogProcess second =
        catalog(
            BRISK, "slackwater.retention.interval=500ms", "slackwater.retention.enabled=true")) {
      assertThat(second).isNotNull();
      await().untilAsserted(() -> assertThat(tombstones(retired)).hasSize(1));
    }
    assertThat(retirements(retired)).isEqualTo(tasks);
    assertThat(
            database.query(
                "catalog", "select state from restore_point where id = '" + retired + "'"))
        .contains("RETIRED");
  }

  private void backUp() {
    plan(Approach.STORAGE_SNAPSHOT).forEach(this::succeed);
    await().untilAsserted(() -> assertThat(seals()).hasSize(1));
    succeed(seals().getFirst());
    await().untilAsserted(() -> assertThat(settled()).hasSize(1));
  }

  private List<TaskPlanned> retirements(RestorePointId point) {
    return hub
        .published(
            TaskPlanned.class,
            t ->
                t.restorePoint().equals(point)
                    && (t.spec() instanceof TaskSpec.RetireVolumes
                        || t.spec() instanceof TaskSpec.ForgetSnapshots))
        .stream()
        .map(e -> e.event())
        .toList();
  }

  private List<RestorePointRetired> tombstones(RestorePointId point) {
    return hub.published(RestorePointRetired.class, e -> e.restorePoint().equals(point)).stream()
        .map(e -> e.event())
        .toList();
  }

  private CatalogProcess catalog(String... settings) {
    return CatalogProcess.start(
        kafka.bootstrapServers(), database, FreePorts.one(), home.resolve("log"), settings);
  }

  private List<TaskPlanned> plan() {
    return plan(Approach.DATA_SERVICE);
  }

  private List<TaskPlanned> plan(Approach approach) {
    Instant notAfter = Instant.now().plusSeconds(600);
    hub.publish(
        "policy-service",
        shop.application().cluster(),
        shop.run(),
        shop.backup(approach, false, Instant.now(), notAfter));
    List<TaskPlanned> tasks = shop.tasks(approach, notAfter);
    tasks.forEach(t -> hub.publish("policy-service", shop.application().cluster(), shop.run(), t));
    return tasks;
  }

  private void succeed(TaskPlanned task) {
    hub.report(
        new TaskSucceeded(
            Samples.attempt(task, "x", 1),
            shop.artifacts(task.spec()),
            Samples.PLANNED,
            Instant.now()));
  }

  private List<TaskPlanned> seals() {
    return hub
        .published(
            TaskPlanned.class,
            t -> t.run().equals(shop.run()) && t.component().equals("RestorePoint/seal"))
        .stream()
        .map(e -> e.event())
        .toList();
  }

  private List<RunSettled> settled() {
    return hub.published(RunSettled.class, e -> e.run().equals(shop.run())).stream()
        .map(e -> e.event())
        .toList();
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(200));
  }
}
