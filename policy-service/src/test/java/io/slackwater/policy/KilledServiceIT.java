// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.Topic;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.RequestId;
import io.slackwater.contracts.request.BackupRequested;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.policy.domain.Shops;
import io.slackwater.sandbox.testing.FreePorts;
import io.slackwater.sandbox.testing.LocalDirectory;
import io.slackwater.sandbox.testing.LocalPostgres;
import io.slackwater.sandbox.testing.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Processes of the service that die by SIGKILL, on one database and one Kafka. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("long")
final class KilledServiceIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Attempts to connect by which a bounded number of retries would have ended. */
  private static final int MANY = 60;

  private final TestKafka kafka = TestKafka.start(List.of(new ClusterId("east")));
  private final Wire wire =
      new Wire(kafka.bootstrapServers(), Topic.RUNS.topicName(), "slackwater.tasks.east.v1");

  private final Path logs = LocalDirectory.temporary("policy-service");
  private final Path home = LocalDirectory.temporary("postgres");
  private final int databasePort = FreePorts.one();
  private final LocalPostgres database =
      LocalPostgres.start(home, databasePort, UUID.randomUUID().toString(), List.of("policy"));

  @AfterAll
  void stop() {
    wire.close();
    database.close();
    kafka.close();
    LocalDirectory.delete(home);
    LocalDirectory.delete(logs);
  }

  @Test
  void publishesAfterARestartWhatItCommittedBeforeItWasKilled() throws Exception {
    ApplicationDiscovered shop = Shops.shop("outage");
    try (ServiceProcess service = start(kafka.bootstrapServers())) {
      know(shop);
      assertThat(
              service
                  .post(
                      "/api/v1/policies",
                      policy("outage", "outage", "{\"cron\": \"0 0 1 1 *\"}", "PT1H"))
                  .statusCode())
          .isEqualTo(201);
    }
    try (ServiceProcess withoutKafka = start("127.0.0.1:" + FreePorts.one())) {
      assertThat(withoutKafka.post("/api/v1/policies/outage/run", "").statusCode()).isEqualTo(202);
      assertThat(withoutKafka.post("/api/v1/policies/outage/run", "").body()).contains("refused");
    }
    assertThat(query("select count(*) from outbox")).isEqualTo("3");

    try (ServiceProcess restarted = start(kafka.bootstrapServers())) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(query("select count(*) from outbox")).isEqualTo("0"));
      RunPlanned run =
          wire.await(RunPlanned.class, event -> event.application().equals(shop.application()))
              .event();
      assertThat(wire.events(RunPlanned.class, event -> event.run().equals(run.run()))).hasSize(1);
      assertThat(wire.events(TaskPlanned.class, event -> event.run().equals(run.run()))).hasSize(2);
      assertThat(restarted.post("/api/v1/policies/outage/run", "").body())
          .contains(run.run().value());
    }
  }

  @Test
  void makesNoRunTwiceAndLosesNoneWhileReplicasDie() throws Exception {
    ServiceProcess one = start(kafka.bootstrapServers());
    ServiceProcess other = start(kafka.bootstrapServers());
    try {
      for (int i = 0; i < 5; i++) {
        know(Shops.shop("fleet-" + i));
      }
      assertThat(
              one.post(
                      "/api/v1/policies",
                      policy("fleet", "fleet-*", "{\"every\": \"PT1S\"}", "PT1S"))
                  .statusCode())
          .isEqualTo(201);
      awaitRuns(10);
      one.kill();
      awaitRuns(20);
      one = start(kafka.bootstrapServers());
      awaitRuns(30);
      other.kill();
      awaitRuns(40);
      assertThat(one.post("/api/v1/policies/fleet/pause", "").statusCode()).isEqualTo(200);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(query("select count(*) from outbox")).isEqualTo("0"));
    } finally {
      one.kill();
      other.kill();
    }

    Set<String> runs =
        Set.of(query("select string_agg(id, ',') from run where policy = 'fleet'").split(","));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(plannedRuns()).isEqualTo(runs));
    List<Envelope<RunPlanned>> plans = wire.events(RunPlanned.class, KilledServiceIT::isOfFleet);
    assertThat(plans.stream().map(plan -> plan.metadata().id()).distinct()).hasSize(runs.size());
    for (Envelope<RunPlanned> plan : plans) {
      assertThat(
              wire.events(TaskPlanned.class, task -> task.run().equals(plan.event().run())).stream()
                  .map(task -> task.metadata().id())
                  .distinct())
          .hasSize(2);
    }
    assertThat(
            query(
                "select count(*) from (select 1 from run where policy = 'fleet'"
                    + " group by application, fire_time having count(*) > 1) twice"))
        .isEqualTo("0");
  }

  @Test
  void waitsForTheDatabaseAndLosesNoRequest() throws Exception {
    ApplicationDiscovered shop = Shops.shop("patient");
    BackupRequested request =
        new BackupRequested(
            new RequestId(UUID.randomUUID().toString()),
            shop.application(),
            Approach.DATA_SERVICE,
            new LocationName("primary"),
            false,
            "portal");
    try (Gate gate = new Gate(databasePort);
        ServiceProcess service =
            ServiceProcess.start(database, gate.port(), kafka.bootstrapServers(), logs)) {
      know(shop);
      gate.shut();
      wire.publish(Wire.said(Instant.now(), shop.application().cluster(), null), request);
      await().atMost(PATIENCE).until(() -> gate.turnedAway() > MANY);
      assertThat(service.get("/api/v1/policies").statusCode()).isEqualTo(503);

      gate.open();

      RunPlanned run =
          wire.await(RunPlanned.class, event -> request.request().equals(event.request())).event();
      assertThat(run.application()).isEqualTo(shop.application());
      assertThat(service.get("/api/v1/policies").statusCode()).isEqualTo(200);
    }
  }

  private Set<String> plannedRuns() {
    return wire.events(RunPlanned.class, KilledServiceIT::isOfFleet).stream()
        .map(plan -> plan.event().run().value())
        .collect(Collectors.toSet());
  }

  private static boolean isOfFleet(RunPlanned run) {
    return run.policy() != null && run.policy().value().equals("fleet");
  }

  private void awaitRuns(int least) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        Integer.parseInt(query("select count(*) from run where policy = 'fleet'")))
                    .isGreaterThanOrEqualTo(least));
  }

  private ServiceProcess start(String bootstrapServers) throws Exception {
    return ServiceProcess.start(database, databasePort, bootstrapServers, logs);
  }

  private void know(ApplicationDiscovered application) {
    wire.publish(Wire.said(Instant.now(), application.application().cluster(), null), application);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        query(
                            "select count(*) from application where id = '%s'"
                                .formatted(application.application().key())))
                    .isEqualTo("1"));
  }

  private String query(String sql) {
    return database.query("policy", sql).strip();
  }

  private static String policy(
      String name, String namespaces, String schedule, String maxDuration) {
    return """
        {
          "name": "%s",
          "selector": {"namespaces": ["%s"]},
          "approach": "data-service",
          "schedule": %s,
          "location": "primary",
          "maxDuration": "%s"
        }
        """
        .formatted(name, namespaces, schedule, maxDuration);
  }
}
