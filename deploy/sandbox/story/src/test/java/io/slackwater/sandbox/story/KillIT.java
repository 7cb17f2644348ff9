// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.contracts.run.RestoreSource;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.task.TaskProgressed;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.contracts.task.TaskSucceeded;
import io.slackwater.sandbox.story.hub.EventFeed;
import io.slackwater.sandbox.story.hub.HubClient;
import io.slackwater.sandbox.story.matrix.Rounds;
import io.slackwater.sandbox.story.shop.Evidence;
import io.slackwater.sandbox.story.shop.Inspector;
import io.slackwater.sandbox.story.stack.Sandbox;
import io.slackwater.sandbox.story.stack.SandboxHome;
import io.slackwater.sandbox.story.stack.Service;
import io.slackwater.sandbox.story.stack.Tempo;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Services are killed in each phase of their work: the run settles all the same, and its restore
 * point restores. Three applications at once, so that each death also hits the work of the others.
 * What comes after it has its sandbox.
 */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class KillIT {

  private static final int BALLAST_MEBIBYTES = 128;
  private static final String DUMPS = "dumps";
  private static final String VOLUMES = "volumes";
  private static final String HUB = "hub";
  private static final List<String> SHOPS = List.of(DUMPS, VOLUMES, HUB);
  private static final int ROUNDS = 5;

  private static final Narrator narrator = new Narrator(System.out);
  private static Sandbox sandbox;
  private static Kills kills;
  private static KubernetesClient east;
  private static EventFeed feed;
  private static KilledShops shops;

  @BeforeAll
  static void start() {
    Tempo tempo = Tempo.valueOf(System.getProperty("kill-it.tempo", Tempo.BRISK.name()));
    sandbox = Sandbox.start(SandboxHome.below("kill-it"), tempo, narrator);
    east = sandbox.kubernetes("east");
    kills = new Kills(sandbox, narrator, new Claims(east));
    EventLines lines = new EventLines();
    feed =
        new EventFeed(
            sandbox.addresses().bootstrapServers(),
            event -> {
              kills.see(event);
              lines.line(event).ifPresent(narrator::aside);
            });
    shops = new KilledShops(sandbox, east, feed, new HubClient(sandbox.addresses()), narrator);
    shops.open(SHOPS);
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

  /** The kills, in three applications at once. */
  @Nested
  @Order(1)
  class Killed {

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void dumpsSealLoadsAndVerificationSurviveTheDeathOfTheirExecutors() {
      Set<String> namespaces = Set.of(DUMPS, KilledShops.restored(DUMPS));
      new Inspector(east, DUMPS).addBallast(BALLAST_MEBIBYTES);
      Evidence before = shops.evidence(DUMPS);
      List<Kills.Kill> inBackup =
          List.of(
              kills.whenBegun(Service.DISCOVERY, TaskSpec.CaptureDefinitions.class, namespaces),
              kills.when(
                  Service.DUMP,
                  "midway through a dump",
                  event ->
                      event.event() instanceof TaskProgressed progress
                          && progress.doneBytes() > 0
                          && namespaces.contains(progress.attempt().application().namespace())
                          && kills.isOf(progress, TaskSpec.DumpDataService.class)),
              kills.whenBegun(Service.DISCOVERY, TaskSpec.SealRestorePoint.class, namespaces));
      RunSettled backup = shops.backup(DUMPS, "data-service", false, inBackup);

      List<Kills.Kill> inRestore =
          List.of(
              kills.whenBegun(Service.DISCOVERY, TaskSpec.RestoreDefinitions.class, namespaces),
              kills.whenBegun(Service.DUMP, TaskSpec.LoadDataService.class, namespaces),
              kills.whenBegun(Service.DUMP, TaskSpec.VerifyDataService.class, namespaces));
      shops.restore(backup, RestoreSource.BEST, DUMPS, inRestore);

      shops.assertRows(DUMPS, before);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void snapshotsExportsVolumesAndVerificationSurviveTheDeathOfTheirExecutors() {
      Set<String> namespaces = Set.of(VOLUMES, KilledShops.restored(VOLUMES));
      Evidence before = shops.evidence(VOLUMES);
      List<Kills.Kill> inBackup =
          List.of(
              kills.whenBegun(Service.SNAPSHOT, TaskSpec.SnapshotVolumes.class, namespaces),
              kills.whenBegun(Service.SNAPSHOT, TaskSpec.ExportSnapshots.class, namespaces));
      RunSettled backup = shops.backup(VOLUMES, "storage-snapshot", true, inBackup);

      List<Kills.Kill> inRestore =
          List.of(
              kills.whenBegun(Service.SNAPSHOT, TaskSpec.RestoreVolumes.class, namespaces),
              kills.whenBegun(Service.DISCOVERY, TaskSpec.VerifyDefinitions.class, namespaces));
      shops.restore(backup, RestoreSource.EXPORT, VOLUMES, inRestore);

      shops.assertRows(VOLUMES, before);
      assertThat(new Inspector(east, KilledShops.restored(VOLUMES)).missingFiles(before)).isEmpty();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void backupAndRestoreSurviveTheDeathOfTheHub() {
      Set<String> namespaces = Set.of(HUB, KilledShops.restored(HUB));
      Evidence before = shops.evidence(HUB);
      List<Kills.Kill> inBackup =
          List.of(
              kills.when(
                  Service.POLICY,
                  "when it had planned the run",
                  event ->
                      event.event() instanceof RunPlanned planned
                          && namespaces.contains(planned.application().namespace())),
              whenSucceeded(Service.CATALOG, TaskSpec.DumpDataService.class, namespaces));
      RunSettled backup = shops.backup(HUB, "data-service", false, inBackup);

      List<Kills.Kill> inRestore =
          List.of(
              whenSucceeded(Service.CATALOG, TaskSpec.RestoreDefinitions.class, namespaces),
              whenSucceeded(Service.POLICY, TaskSpec.LoadDataService.class, namespaces));
      shops.restore(backup, RestoreSource.BEST, HUB, inRestore);

      shops.assertRows(HUB, before);
    }
  }

  /** What all of them left behind does not show in what comes later. */
  @Nested
  @Order(2)
  class Later {

    @Test
    void everyOneOfFiveHeldBackupsUnderLoadIsConsistent() {
      narrator.step("the shops are deleted", () -> shops.close(SHOPS));
      assertThat(Rounds.faults(ROUNDS, sandbox, east, feed, narrator)).isEmpty();
    }
  }

  private static Kills.Kill whenSucceeded(
      Service hub, Class<? extends TaskSpec> phase, Set<String> namespaces) {
    return kills.when(
        hub,
        "when %s had succeeded".formatted(phase.getSimpleName()),
        event ->
            event.event() instanceof TaskSucceeded succeeded
                && kills.isOf(succeeded, phase)
                && namespaces.contains(succeeded.attempt().application().namespace()));
  }
}
