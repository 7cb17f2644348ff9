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
import io.slackwater.sandbox.story.hub.EventFeed;
import io.slackwater.sandbox.story.hub.HubClient;
import io.slackwater.sandbox.story.hub.Portal;
import io.slackwater.sandbox.story.shop.Evidence;
import io.slackwater.sandbox.story.shop.Inspector;
import io.slackwater.sandbox.story.shop.Shop;
import io.slackwater.sandbox.story.stack.Sandbox;
import io.slackwater.sandbox.testing.Poll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Shops side by side, whose backups and restores are struck by kills. Thread-safe. */
record KilledShops(
    Sandbox sandbox, KubernetesClient east, EventFeed feed, HubClient hub, Narrator narrator) {

  private static final Duration SETTLED = Duration.ofMinutes(10);
  private static final Duration PLACED = Duration.ofMinutes(1);

  /** Each of them writes twice in the end. */
  private static final Duration PACE = Duration.ofMillis(400);

  /** Makes them and waits until they are at work. */
  void open(List<String> names) {
    narrator.step(
        "%d shops are made".formatted(names.size()),
        () -> names.forEach(name -> new Shop(east, name).deployWithPace(PACE)));
    narrator.step(
        "they are ready",
        () -> {
          names.forEach(name -> new Shop(east, name).awaitReady());
          names.forEach(name -> Discovered.await(feed, application(name).key()));
        });
  }

  /** Makes an end of them, and of what was restored of them. */
  void close(List<String> names) {
    for (String name : names) {
      new Shop(east, name).destroy();
      new Shop(east, restored(name)).destroy();
    }
  }

  /** The application that a shop is. */
  static ApplicationId application(String name) {
    return new ApplicationId(new ClusterId("east"), name, name);
  }

  private static RestoreTarget target(String source) {
    return new RestoreTarget(new ClusterId("east"), restored(source));
  }

  /** The namespace into which a shop is restored. */
  static String restored(String namespace) {
    return namespace + "-restored";
  }

  /** What is committed of a shop, when there is something. */
  Evidence evidence(String namespace) {
    Inspector inspector = new Inspector(east, namespace);
    assertThat(Poll.until(PLACED, () -> inspector.orders() > 5)).isTrue();
    return inspector.take();
  }

  /** Asks for a backup, waits for its end and for the kills that were ordered in it. */
  RunSettled backup(String namespace, String approach, boolean export, List<Kills.Kill> ordered) {
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

  /** The same for a restore. */
  void restore(RunSettled backup, RestoreSource from, String namespace, List<Kills.Kill> ordered) {
    RunId run = HubClient.begun(accepted(backup, from, namespace));
    settled(run, ordered);
  }

  /** Asked again while the hub has not heard of an executor that was killed before. */
  private HubClient.Answer accepted(RunSettled backup, RestoreSource from, String source) {
    List<HubClient.Answer> answers = new ArrayList<>();
    Poll.until(
        PLACED,
        () -> {
          answers.add(hub.restore(backup.restorePoint(), target(source), from, false));
          return !answers.getLast().body().path("type").asText().endsWith(":no-executor");
        });
    return answers.getLast();
  }

  private RunSettled settled(RunId run, List<Kills.Kill> ordered) {
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

  private void assertTriedAgain(Kills.Kill kill, JsonNode tasks, String task) {
    Optional<JsonNode> hit =
        tasks.valueStream().filter(each -> each.path("id").asText().equals(task)).findFirst();
    assertThat(hit).as("%s: its task", kill).isPresent();
    int attempts = hit.get().path("attempts").size();
    narrator.line("      %s: %d attempts".formatted(kill, attempts));
    assertThat(attempts).as("%s: attempts", kill).isGreaterThanOrEqualTo(2);
  }

  /** Checks that a restored shop has every row. */
  void assertRows(String namespace, Evidence before) {
    new Shop(east, restored(namespace)).awaitReady();
    assertThat(new Inspector(east, restored(namespace)).missingRows(before)).isEmpty();
  }
}
