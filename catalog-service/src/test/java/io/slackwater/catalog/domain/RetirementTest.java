// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.catalog.Samples;
import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.ManifestArtifact;
import io.slackwater.contracts.event.Event;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.RestorePointRecorded;
import io.slackwater.contracts.restorepoint.RestorePointRetired;
import io.slackwater.contracts.restorepoint.RestorePointState;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.RunKind;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.run.Trigger;
import io.slackwater.contracts.task.TaskFailed;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.contracts.task.TaskSucceeded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RetirementTest {
  private static final Instant NOW = Samples.PLANNED.plusSeconds(3600);
  private final Samples shop = Samples.of("east", "shop");
  private final Supervision supervision = new Supervision(Rules.USUAL);
  private final Retirement retirement = new Retirement(Duration.ofHours(6));
  private final List<Event> said = new ArrayList<>();
  private final RestorePoint point =
      point(
          shop,
          List.of(
              shop.definitions(),
              shop.snapshot(shop.databaseVolume()),
              shop.snapshot(shop.fileVolume()),
              shop.export(shop.fileVolume()),
              new ManifestArtifact(shop.repository(), "d".repeat(64))));

  @Test
  void deletesAllThatThePointNames() {
    Run run = retirement.retire(point, List.of(point), 1, NOW);

    assertThat(specs(run))
        .containsExactlyInAnyOrder(
            new TaskSpec.RetireVolumes(
                List.of(shop.snapshot(shop.databaseVolume()), shop.snapshot(shop.fileVolume()))),
            new TaskSpec.ForgetSnapshots(
                shop.repository(), List.of("a".repeat(64), "e".repeat(64), "d".repeat(64))));
    assertThat(run.requirePlan().kind()).isEqualTo(RunKind.RETIRE);
    assertThat(run.requirePlan().trigger()).isEqualTo(Trigger.RETENTION);
  }

  @Test
  void deletesNothingThatAnotherPointNames() {
    RestorePoint other =
        point(
            Samples.of("east", "shop-2"),
            List.of(shop.definitions(), shop.snapshot(shop.fileVolume())));

    assertThat(specs(retirement.retire(point, List.of(point, other), 1, NOW)))
        .containsExactlyInAnyOrder(
            new TaskSpec.RetireVolumes(List.of(shop.snapshot(shop.databaseVolume()))),
            new TaskSpec.ForgetSnapshots(
                shop.repository(),
                List.of("e".repeat(64), "d".repeat(64)),
                List.of("a".repeat(64))));
  }

  @Test
  void retiresThePointWhenEverythingIsGoneAndNotBefore() {
    Run run = begin(retirement.retire(point, List.of(point), 1, NOW));
    List<TaskPlanned> orders = orders();
    assertThat(orders).hasSize(2);
    assertThat(states()).containsExactly(RestorePointState.RETIRING);

    run = succeed(run, orders.get(0));
    assertThat(states()).containsExactly(RestorePointState.RETIRING);
    run = succeed(run, orders.get(1));

    assertThat(states()).containsExactly(RestorePointState.RETIRING, RestorePointState.RETIRED);
    assertThat(said).contains(new RestorePointRetired(point.id()));
    assertThat(said.indexOf(new RestorePointRetired(point.id())))
        .isGreaterThan(said.indexOf(new RestorePointRecorded(Objects.requireNonNull(run.point()))));
    assertThat(settled().outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void leavesThePointRetiringWhenSomethingCouldNotBeDeleted() {
    Run run = begin(retirement.retire(point, List.of(point), 1, NOW));
    run = succeed(run, orders().get(0));
    run =
        step(
            run.on(
                new TaskFailed(Samples.attempt(orders().get(1), "x", 1), "locked", false),
                NOW,
                null));

    assertThat(settled().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(settled().reasons()).anyMatch(r -> r.contains("locked"));
    assertThat(states()).containsExactly(RestorePointState.RETIRING);
    assertThat(retirement.retire(point, List.of(point), 2, NOW).id()).isNotEqualTo(run.id());
  }

  @Test
  void looksForWhatAttemptsLeftOfAPointThatNamesNothing() {
    RestorePoint empty = point(shop, List.of());

    Run run = begin(retirement.retire(empty, List.of(empty), 1, NOW));
    assertThat(specs(run))
        .containsExactly(new TaskSpec.ForgetSnapshots(shop.repository(), List.of()));
    run = succeed(run, orders().getFirst());

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(states()).containsExactly(RestorePointState.RETIRING, RestorePointState.RETIRED);
  }

  @Test
  void prunesTheRepositoryAndChangesNoPoint() {
    Run run = begin(retirement.prune(point, 1, NOW));

    assertThat(specs(run)).containsExactly(new TaskSpec.PruneRepository(shop.repository()));
    run = succeed(run, orders().getFirst());

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.requirePlan().kind()).isEqualTo(RunKind.MAINTENANCE);
    assertThat(states()).isEmpty();
  }

  private Run begin(Run planned) {
    Change begun = Change.retiring(planned);
    said.addAll(begun.events());
    assertThat(begun.events()).first().isInstanceOf(RunPlanned.class);
    return step(begun.run());
  }

  private Run succeed(Run run, TaskPlanned order) {
    return step(
        run.on(new TaskSucceeded(Samples.attempt(order, "x", 1), List.of(), NOW, NOW), NOW, null));
  }

  private Run step(Run run) {
    Change change = supervision.consequences(run, NOW);
    said.addAll(change.events());
    return change.run();
  }

  private List<TaskPlanned> orders() {
    return said.stream()
        .filter(TaskPlanned.class::isInstance)
        .map(TaskPlanned.class::cast)
        .toList();
  }

  private List<RestorePointState> states() {
    return said.stream()
        .filter(RestorePointRecorded.class::isInstance)
        .map(e -> ((RestorePointRecorded) e).restorePoint().state())
        .toList();
  }

  private RunSettled settled() {
    return said.stream()
        .filter(RunSettled.class::isInstance)
        .map(RunSettled.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static List<TaskSpec> specs(Run run) {
    return run.tasks().stream()
        .map(Task::order)
        .filter(Objects::nonNull)
        .map(TaskPlanned::spec)
        .toList();
  }

  private static RestorePoint point(Samples of, List<Artifact> artifacts) {
    return RestorePointAssembly.with(
        RestorePointAssembly.begin(
            of.backup(Approach.STORAGE_SNAPSHOT, true, Samples.PLANNED, Samples.PLANNED)),
        RestorePointState.EXPORTED,
        artifacts);
  }
}
