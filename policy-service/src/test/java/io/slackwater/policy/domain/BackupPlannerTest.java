// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.id.DerivedIds;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.KeepRules;
import io.slackwater.contracts.run.PlannedTask;
import io.slackwater.contracts.task.ExecutorKind;
import io.slackwater.contracts.task.HoldOrder;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BackupPlannerTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Schedule HOURLY = new Schedule.Every(Duration.ofHours(1), Duration.ZERO);

  @Test
  void plansDefinitionsAndOneDumpForEachDataService() {
    BackupPlan plan = BackupPlanner.plan(order(Approach.DATA_SERVICE));

    assertThat(plan.tasks())
        .extracting(TaskPlanned::component)
        .containsExactly("definitions", "DataService/orders-db");
    assertThat(plan.tasks())
        .extracting(task -> task.spec().executor())
        .containsExactly(ExecutorKind.DISCOVERY, ExecutorKind.DUMP);
    assertThat(plan.run().tasks())
        .extracting(PlannedTask::kind)
        .containsExactly("capture-definitions", "dump-data-service");
    assertThat(plan.run().tasks()).extracting(PlannedTask::stage).containsOnly(1);
  }

  @Test
  void plansOneSnapshotOfAllVolumes() {
    BackupPlan plan = BackupPlanner.plan(order(Approach.STORAGE_SNAPSHOT));

    assertThat(plan.tasks().get(1).component()).isEqualTo("volumes");
    assertThat(plan.tasks().get(1).spec())
        .isInstanceOfSatisfying(
            TaskSpec.SnapshotVolumes.class,
            spec -> assertThat(spec.volumes()).isEqualTo(Shops.shop("shop").volumes()));
  }

  @Test
  void plansOneSnapshotInAHoldWithTheDataServicesBarred() {
    TaskSpec spec = BackupPlanner.plan(order(Approach.SNAPSHOT_WITH_HOOKS)).tasks().get(1).spec();

    assertThat(spec)
        .isInstanceOfSatisfying(
            TaskSpec.SnapshotVolumes.class,
            snapshot ->
                assertThat(snapshot.hold())
                    .isEqualTo(
                        new HoldOrder(
                            10_000, 120_000, Shops.shop("shop").dataServices(), List.of())));
  }

  @Test
  void plansEveryDumpToTakePartInTheHoldOfTheVolumes() {
    List<TaskPlanned> tasks = BackupPlanner.plan(order(Approach.APPLICATION)).tasks();
    TaskPlanned coordinator = tasks.get(1);
    TaskPlanned dump = tasks.get(2);

    assertThat(tasks)
        .extracting(TaskPlanned::component)
        .containsExactly("definitions", "volumes", "DataService/orders-db");
    assertThat(coordinator.spec())
        .isInstanceOfSatisfying(
            TaskSpec.SnapshotVolumes.class,
            snapshot ->
                assertThat(snapshot.hold())
                    .isNotNull()
                    .extracting(HoldOrder::participants)
                    .isEqualTo(List.of(dump.task())));
    assertThat(dump.spec())
        .isInstanceOfSatisfying(
            TaskSpec.DumpDataService.class,
            spec -> assertThat(spec.coordinator()).isEqualTo(coordinator.task()));
  }

  @Test
  void saysPlainlyThatThereIsNothingToHold() {
    assertThat(Obstacles.of(Approach.APPLICATION, Shops.website("site")))
        .singleElement()
        .asString()
        .contains("east/site/site has neither", "nothing to hold");
    assertThat(Obstacles.of(Approach.SNAPSHOT_WITH_HOOKS, Shops.website("site")))
        .singleElement()
        .asString()
        .contains("has no volume");
    assertThat(Obstacles.of(Approach.APPLICATION, Shops.shop("shop"))).isEmpty();
    assertThat(Obstacles.of(Approach.SNAPSHOT_WITH_HOOKS, Shops.shop("shop"))).isEmpty();
  }

  @Test
  void saysTheSameUnderTheSameIdsWhenPlannedAgain() {
    BackupPlan plan = BackupPlanner.plan(order(Approach.DATA_SERVICE));

    assertThat(plan.events()).isEqualTo(BackupPlanner.plan(order(Approach.DATA_SERVICE)).events());
    assertThat(plan.events()).extracting(event -> event.metadata().id()).doesNotHaveDuplicates();
    assertThat(plan.run().restorePoint()).isEqualTo(DerivedIds.restorePoint(plan.run().run()));
  }

  @Test
  void handsTheCorrelationAndTheRunOn() {
    BackupPlan plan = BackupPlanner.plan(order(Approach.DATA_SERVICE));

    assertThat(plan.events())
        .extracting(Envelope::metadata)
        .allSatisfy(
            metadata -> {
              assertThat(metadata.run()).isEqualTo(plan.run().run());
              assertThat(metadata.correlationId()).isEqualTo(plan.run().run().value());
              assertThat(metadata.source()).isEqualTo("policy-service");
            });
  }

  @Test
  void saysWhatThePolicyKeeps() {
    Policy policy = Shops.policy(Approach.DATA_SERVICE, HOURLY);
    Policy keeping =
        new Policy(
            policy.name(),
            policy.selector(),
            policy.approach(),
            policy.hold(),
            policy.schedule(),
            new Retention(2, 24, 7, 5, 12, 3),
            policy.location(),
            policy.export(),
            policy.objectives(),
            policy.maxDuration(),
            false);

    assertThat(
            BackupPlanner.plan(BackupOrder.scheduled(keeping, Shops.shop("shop"), NOON, NOON))
                .run()
                .keep())
        .isEqualTo(new KeepRules(2, 24, 7, 5, 12, 3));
    assertThat(BackupPlanner.plan(order(Approach.DATA_SERVICE)).run().keep())
        .as("a policy that keeps everything says so, since it may have kept less before")
        .isEqualTo(new KeepRules(0, 0, 0, 0, 0, 0));
  }

  private static BackupOrder order(Approach approach) {
    return BackupOrder.scheduled(
        Shops.policy(approach, HOURLY), Shops.shop("shop"), NOON, NOON.plusSeconds(1));
  }
}
