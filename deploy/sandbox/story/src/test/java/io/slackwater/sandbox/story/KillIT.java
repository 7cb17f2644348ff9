// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.RestoreSource;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.contracts.task.TaskProgressed;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Services are killed in each phase of their work: the run settles all the same, and its restore
 * point restores. Three applications at once, so that each death also hits the work of the others.
 */
@Execution(ExecutionMode.CONCURRENT)
class KillIT {

  private static final Duration SETTLED = Duration.ofMinutes(10);
  private static final Duration PLACED = Duration.ofMinutes(1);

  /** Six shops write side by side in the end. */
  private static final Duration PACE = Duration.ofMillis(400);

  private static final int BALLAST_MEBIBYTES = 128;
  private static final String DUMPS = "dumps";
  private static final String VOLUMES = "volumes";
  private static final String HUB = "hub";

  private static final Narrator narrator = new Narrator(System.out);
  private static Sandbox sandbox;
  private static Kills kills;
  private static KubernetesClient east;
  private static EventFeed feed;
  private static HubClient hub;

  @BeforeAll
  static void start() {
    Tempo tempo = Tempo.valueOf(System.getProperty("kill-it.tempo", Tempo.BRISK.name()));
    sandbox = Sandbox.start(SandboxHome.below("kill-it"), tempo, narrator);
    east = sandbox.kubernetes("east");
    kills = new Kills(sandbox, narrator, new Claims(east));
    hub = new HubClient(sandbox.addresses());
    EventLines lines = new EventLines();
    feed =
        new EventFeed(
            sandbox.addresses().bootstrapServers(),
            event -> {
              kills.see(event);
              lines.line(event).ifPresent(narrator::aside);
            });
    List<String> names = List.of(DUMPS, VOLUMES, HUB);
    narrator.step(
        "three shops are made",
        () -> names.forEach(name -> new Shop(east, name).deployWithPace(PACE)));
    narrator.step(
        "three shops are ready",
        () -> {
          names.forEach(name -> new Shop(east, name).awaitReady());
          names.forEach(name -> Discovered.await(feed, application(name).key()));
        });
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
  void dumpsSealLoadsAndVerificationSurviveTheDeathOfTheirExecutors() {
    Set<String> namespaces = Set.of(DUMPS, restored(DUMPS));
    new Inspector(east, DUMPS).addBallast(BALLAST_MEBIBYTES);
    Evidence before = evidence(DUMPS);
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
    RunSettled backup = backup(DUMPS, "data-service", false, inBackup);

    List<Kills.Kill> inRestore =
        List.of(
            kills.whenBegun(Service.DISCOVERY, TaskSpec.RestoreDefinitions.class, namespaces),
            kills.whenBegun(Service.DUMP, TaskSpec.LoadDataService.class, namespaces),
            kills.whenBegun(Service.DUMP, TaskSpec.VerifyDataService.class, namespaces));
    restore(backup, RestoreSource.BEST, DUMPS, inRestore);

    assertRows(DUMPS, before);
  }

  @Test
  void snapshotsExportsVolumesAndVerificationSurviveTheDeathOfTheirExecutors() {
    Set<String> namespaces = Set.of(VOLUMES, restored(VOLUMES));
    Evidence before = evidence(VOLUMES);
    List<Kills.Kill> inBackup =
        List.of(
            kills.whenBegun(Service.SNAPSHOT, TaskSpec.SnapshotVolumes.class, namespaces),
            kills.whenBegun(Service.SNAPSHOT, TaskSpec.ExportSnapshots.class, namespaces));
    RunSettled backup = backup(VOLUMES, "storage-snapshot", true, inBackup);

    List<Kills.Kill> inRestore =
        List.of(
            kills.whenBegun(Service.SNAPSHOT, TaskSpec.RestoreVolumes.class, namespaces),
            kills.whenBegun(Service.DISCOVERY, TaskSpec.VerifyDefinitions.class, namespaces));
    restore(backup, RestoreSource.EXPORT, VOLUMES, inRestore);

    assertRows(VOLUMES, before);
    assertThat(new Inspector(east, restored(VOLUMES)).missingFiles(before)).isEmpty();
  }

  @Test
  void backupAndRestoreSurviveTheDeathOfTheHub() {
    Set<String> namespaces = Set.of(HUB, restored(HUB));
    Evidence before = evidence(HUB);
    List<Kills.Kill> inBackup =
        List.of(
            kills.when(
                Service.POLICY,
                "when it had planned the run",
                event ->
                    event.event() instanceof RunPlanned planned
                        && namespaces.contains(planned.application().namespace())),
            whenSucceeded(Service.CATALOG, TaskSpec.DumpDataService.class, namespaces));
    RunSettled backup = backup(HUB, "data-service", false, inBackup);

    List<Kills.Kill> inRestore =
        List.of(
            whenSucceeded(Service.CATALOG, TaskSpec.RestoreDefinitions.class, namespaces),
            whenSucceeded(Service.POLICY, TaskSpec.LoadDataService.class, namespaces));
    restore(backup, RestoreSource.BEST, HUB, inRestore);

    assertRows(HUB, before);
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

  private static ApplicationId application(String name) {
    return new ApplicationId(new ClusterId("east"), name, name);
  }

  private static RestoreTarget target(String source) {
    return new RestoreTarget(new ClusterId("east"), restored(source));
  }

  private static String restored(String namespace) {
    return namespace + "-restored";
  }

  private static Evidence evidence(String namespace) {
    Inspector inspector = new Inspector(east, namespace);
    assertThat(Poll.until(PLACED, () -> inspector.orders() > 5)).isTrue();
    return inspector.take();
  }

  private static RunSettled backup(
      String namespace, String approach, boolean export, List<Kills.Kill> ordered) {
    String correlation = "kill-" + UUID.randomUUID();
    new Portal(sandbox.addresses().bootstrapServers())
        .requestBackup(
            application(namespace).key(),
            approach,
            export,
            UUID.randomUUID().toString(),
            correlation);
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
    RunId run = HubClient.begun(accepted(backup, from, namespace));
    settled(run, ordered);
  }

  /** Asked again while the hub has not heard of an executor that was killed before. */
  private static HubClient.Answer accepted(RunSettled backup, RestoreSource from, String source) {
    List<HubClient.Answer> answers = new ArrayList<>();
    Poll.until(
        PLACED,
        () -> {
          answers.add(hub.restore(backup.restorePoint(), target(source), from, false));
          return !answers.getLast().body().path("type").asText().endsWith(":no-executor");
        });
    return answers.getLast();
  }

  private static RunSettled settled(RunId run, List<Kills.Kill> ordered) {
    RunSettled settled =
        feed.await(
                "the end of run " + run.value(),
                SETTLED,
                RunSettled.class,
                event -> event.event().run().equals(run))
            .event();
    assertThat(settled.reasons()).isEmpty();
    assertThat(settled.outcome()).isEqualTo(Outcome.SUCCEEDED);
    JsonNode tasks = hub.run(run).path("tasks");
    for (Kills.Kill kill : ordered) {
      kill.await().ifPresent(attempt -> assertTriedAgain(kill, tasks, attempt.task().value()));
    }
    return settled;
  }

  private static void assertTriedAgain(Kills.Kill kill, JsonNode tasks, String task) {
    Optional<JsonNode> hit =
        tasks.valueStream().filter(each -> each.path("id").asText().equals(task)).findFirst();
    assertThat(hit).as("%s: its task", kill).isPresent();
    int attempts = hit.get().path("attempts").size();
    narrator.line("      %s: %d attempts".formatted(kill, attempts));
    assertThat(attempts).as("%s: attempts", kill).isGreaterThanOrEqualTo(2);
  }

  private static void assertRows(String namespace, Evidence before) {
    new Shop(east, restored(namespace)).awaitReady();
    assertThat(new Inspector(east, restored(namespace)).missingRows(before)).isEmpty();
  }
}
