// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.RestoreSource;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.contracts.task.TaskSucceeded;
import io.slackwater.sandbox.story.hub.EventFeed;
import io.slackwater.sandbox.story.hub.HubClient;
import io.slackwater.sandbox.story.hub.Portal;
import io.slackwater.sandbox.story.shop.Evidence;
import io.slackwater.sandbox.story.shop.Inspector;
import io.slackwater.sandbox.story.shop.Shop;
import io.slackwater.sandbox.story.stack.Sandbox;
import io.slackwater.sandbox.story.stack.SandboxHome;
import io.slackwater.sandbox.story.stack.Service;
import io.slackwater.sandbox.story.stack.Tempo;
import io.slackwater.sandbox.testing.Poll;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Services are killed in each phase of their work: the run settles all the same, and its restore
 * point restores.
 */
class KillIT {

  private static final Duration SETTLED = Duration.ofMinutes(4);

  private static final Narrator narrator = new Narrator(System.out);
  private static Sandbox sandbox;
  private static Kills kills;
  private static KubernetesClient east;
  private static EventFeed feed;
  private static HubClient hub;
  private static Inspector inspector;

  @BeforeAll
  static void start() {
    Tempo tempo = Tempo.valueOf(System.getProperty("kill-it.tempo", Tempo.BRISK.name()));
    sandbox = Sandbox.start(SandboxHome.below("kill-it"), tempo, narrator);
    kills = new Kills(sandbox);
    east = sandbox.kubernetes("east");
    hub = new HubClient(sandbox.addresses());
    inspector = new Inspector(east, Shop.NAMESPACE);
    EventLines lines = new EventLines();
    feed =
        new EventFeed(
            sandbox.addresses().bootstrapServers(),
            event -> {
              kills.see(event);
              lines.line(event).ifPresent(narrator::aside);
            });
    Shop shop = new Shop(east, Shop.NAMESPACE);
    narrator.step("the shop is made", shop::deploy);
    narrator.step("the shop is ready", shop::awaitReady);
    Discovered.await(feed, Protection.APPLICATION);
    assertThat(Poll.until(Duration.ofMinutes(1), () -> inspector.orders() > 5)).isTrue();
  }

  @AfterAll
  static void stop() {
    if (feed != null) {
      feed.close();
      east.close();
    }
    if (sandbox != null) {
      sandbox.close();
    }
    narrator.close();
  }

  @Test
  void dumpsSealAndLoadsSurviveTheDeathOfTheirExecutors() {
    Evidence before = inspector.take();
    List<Kills.Kill> inBackup =
        List.of(
            kills.whenBegun(Service.DISCOVERY, TaskSpec.CaptureDefinitions.class),
            kills.whenBegun(Service.DUMP, TaskSpec.DumpDataService.class),
            kills.whenBegun(Service.DISCOVERY, TaskSpec.SealRestorePoint.class));
    RunSettled backup = backup("data-service", false, inBackup);

    List<Kills.Kill> inRestore =
        List.of(
            kills.whenBegun(Service.DISCOVERY, TaskSpec.RestoreDefinitions.class),
            kills.whenBegun(Service.DUMP, TaskSpec.LoadDataService.class));
    restore(backup, RestoreSource.BEST, "killed-loads", inRestore);
    assertWhole("killed-loads", before);
  }

  @Test
  void snapshotsExportsAndVolumesSurviveTheDeathOfTheirExecutor() {
    Evidence before = inspector.take();
    List<Kills.Kill> inBackup =
        List.of(
            kills.whenBegun(Service.SNAPSHOT, TaskSpec.SnapshotVolumes.class),
            kills.whenBegun(Service.SNAPSHOT, TaskSpec.ExportSnapshots.class));
    RunSettled backup = backup("storage-snapshot", true, inBackup);

    List<Kills.Kill> inRestore =
        List.of(kills.whenBegun(Service.SNAPSHOT, TaskSpec.RestoreVolumes.class));
    restore(backup, RestoreSource.EXPORT, "killed-volumes", inRestore);
    assertWhole("killed-volumes", before);
  }

  @Test
  void aRunSurvivesTheDeathOfTheHub() {
    Evidence before = inspector.take();
    List<Kills.Kill> inBackup =
        List.of(
            kills.when(
                Service.POLICY,
                "when it had planned the run",
                event -> event.event() instanceof RunPlanned),
            kills.when(
                Service.CATALOG,
                "when a task had succeeded",
                event -> event.event() instanceof TaskSucceeded));
    RunSettled backup = backup("data-service", false, inBackup);

    restore(backup, RestoreSource.BEST, "killed-hub", List.of());
    assertWhole("killed-hub", before);
  }

  private static RunSettled backup(String approach, boolean export, List<Kills.Kill> ordered) {
    String correlation = "kill-" + UUID.randomUUID();
    new Portal(sandbox.addresses().bootstrapServers())
        .requestBackup(
            Protection.APPLICATION, approach, export, UUID.randomUUID().toString(), correlation);
    RunPlanned planned =
        feed.await(
                "the run of the request",
                SETTLED,
                RunPlanned.class,
                run -> correlation.equals(run.metadata().correlationId()))
            .event();
    return settled(planned.run(), ordered);
  }

  private static void restore(
      RunSettled backup, RestoreSource from, String namespace, List<Kills.Kill> ordered) {
    RunId run = HubClient.begun(hub.restore(backup.restorePoint(), "east", namespace, from, false));
    settled(run, ordered);
  }

  private static RunSettled settled(RunId run, List<Kills.Kill> ordered) {
    for (Kills.Kill kill : ordered) {
      narrator.step(kill.toString() + ", and started again", kill::thenRestart);
    }
    RunSettled settled =
        narrator.step(
            "the run settles",
            () ->
                feed.await(
                        "the end of run " + run.value(),
                        SETTLED,
                        RunSettled.class,
                        event -> event.event().run().equals(run))
                    .event());
    assertThat(settled.reasons()).isEmpty();
    assertThat(settled.outcome()).isEqualTo(Outcome.SUCCEEDED);
    for (JsonNode task : hub.run(run).path("tasks")) {
      narrator.line(
          "      %s %s: %d attempts"
              .formatted(
                  task.path("kind").asText(),
                  task.path("component").asText(),
                  task.path("attempts").size()));
    }
    return settled;
  }

  private static void assertWhole(String namespace, Evidence before) {
    Shop restored = new Shop(east, namespace);
    narrator.step("the shop in " + namespace + " is ready", restored::awaitReady);
    assertThat(new Inspector(east, namespace).missingRows(before)).isEmpty();
    restored.destroy();
  }
}
