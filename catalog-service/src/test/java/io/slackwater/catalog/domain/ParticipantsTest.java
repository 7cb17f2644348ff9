// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.catalog.Samples;
import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.event.Event;
import io.slackwater.contracts.restorepoint.Consistency;
import io.slackwater.contracts.restorepoint.RestorePointState;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.task.TaskAccepted;
import io.slackwater.contracts.task.TaskFailed;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskReport;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.contracts.task.TaskSucceeded;
import io.slackwater.contracts.task.TaskWaiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ParticipantsTest {
  private static final Instant NOW = Samples.PLANNED.plusSeconds(60);
  private static final Instant NOT_AFTER = NOW.plusSeconds(3600);
  private final Samples shop = Samples.of("east", "shop");
  private final Supervision supervision = new Supervision(Rules.USUAL);
  private final TaskPlanned dump = shop.participantTask(NOT_AFTER);
  private final TaskPlanned volumes = shop.heldVolumesTask(List.of(dump.task()), NOT_AFTER);
  private final List<Event> said = new ArrayList<>();
  private Run run = Run.placeholder(shop.run(), shop.application());

  @Test
  void goOnWaitingInTheSameAttemptWhileTheCoordinatorIsTriedAgain() {
    begin();
    failCoordinator(1, true, NOW);
    step(run, NOW.plusSeconds(5));
    failCoordinator(2, true, NOW.plusSeconds(6));
    step(run, NOW.plusSeconds(16));

    assertThat(attempts(volumes)).containsExactly(2, 3);
    assertThat(attempts(dump)).isEmpty();
    assertThat(run.task(dump.task()).orElseThrow().status()).isEqualTo(TaskStatus.WAITING);
  }

  @Test
  void dumpByThemselvesWhenTheHoldIsGivenUp() {
    begin();
    failCoordinator(1, false, NOW);

    TaskPlanned alone = next(dump);
    assertThat(alone.attempt()).isEqualTo(2);
    assertThat(alone.spec())
        .isInstanceOfSatisfying(
            TaskSpec.DumpDataService.class, spec -> assertThat(spec.coordinator()).isNull());

    on(
        new TaskSucceeded(
            Samples.attempt(shop.definitionsTask(NOT_AFTER), "x", 1),
            List.of(shop.definitions()),
            NOW,
            NOW),
        NOW);
    on(new TaskSucceeded(Samples.attempt(alone, "x", 1), List.of(shop.dump()), NOW, NOW), NOW);
    assertThat(Objects.requireNonNull(run.point()).components())
        .anySatisfy(
            component -> {
              assertThat(component.component()).isEqualTo("DataService/db");
              assertThat(component.consistency()).isEqualTo(Consistency.DATA_SERVICE_NATIVE);
            });
    TaskPlanned seal = next("RestorePoint/seal");
    List<Artifact> manifest = shop.artifacts(seal.spec());
    on(new TaskSucceeded(Samples.attempt(seal, "x", 1), manifest, NOW, NOW), NOW);
    assertThat(run.state()).isEqualTo(RunState.PARTIAL);
    assertThat(Objects.requireNonNull(run.point()).state()).isEqualTo(RestorePointState.PARTIAL);
  }

  @Test
  void areReleasedOnceHoweverOftenTheRunIsLookedAt() {
    begin();
    failCoordinator(1, false, NOW);
    step(run, NOW.plusSeconds(1));
    step(run, NOW.plusSeconds(2));

    assertThat(attempts(dump)).containsExactly(2);
  }

  @Test
  void areReleasedThoughTheirOrderIsSeenAfterTheEndOfTheHold() {
    step(
        run.planned(shop.backup(Approach.APPLICATION, false, Samples.PLANNED, NOT_AFTER), null),
        NOW);
    step(run.ordered(volumes, NOW, null), NOW);
    failCoordinator(1, false, NOW);
    step(run.ordered(dump, NOW, null), NOW);

    assertThat(attempts(dump)).containsExactly(2);
  }

  private void begin() {
    step(
        run.planned(shop.backup(Approach.APPLICATION, false, Samples.PLANNED, NOT_AFTER), null),
        NOW);
    shop.tasks(Approach.APPLICATION, NOT_AFTER)
        .forEach(task -> step(run.ordered(task, NOW, null), NOW));
    on(new TaskAccepted(Samples.attempt(volumes, "s", 1)), NOW);
    on(new TaskAccepted(Samples.attempt(dump, "d", 1)), NOW);
    on(new TaskWaiting(Samples.attempt(dump, "d", 2), "the hold"), NOW);
  }

  private void failCoordinator(int attempt, boolean retryable, Instant at) {
    on(
        new TaskFailed(
            Samples.attempt(TaskOrders.attempt(volumes, attempt), "s", 9),
            "DataService/db was not prepared in time",
            retryable),
        at);
  }

  private void on(TaskReport report, Instant at) {
    step(run.on(report, at, null), at);
  }

  private void step(Run next, Instant now) {
    Change change = supervision.consequences(next, now);
    run = change.run();
    said.addAll(change.events());
  }

  private List<Integer> attempts(TaskPlanned task) {
    return orders().filter(t -> t.task().equals(task.task())).map(TaskPlanned::attempt).toList();
  }

  private TaskPlanned next(TaskPlanned task) {
    return orders().filter(t -> t.task().equals(task.task())).findFirst().orElseThrow();
  }

  private TaskPlanned next(String component) {
    return orders().filter(t -> t.component().equals(component)).findFirst().orElseThrow();
  }

  private java.util.stream.Stream<TaskPlanned> orders() {
    return said.stream().filter(TaskPlanned.class::isInstance).map(TaskPlanned.class::cast);
  }
}
