// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.catalog.Samples;
import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.KeyPairArtifact;
import io.slackwater.contracts.artifact.VerificationArtifact;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.RequestId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.RestorePointState;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.RestoreSource;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.task.ExecutorKind;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.contracts.task.RestoreTransforms;
import io.slackwater.contracts.task.TaskFailed;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import io.slackwater.contracts.task.TaskSucceeded;
import io.slackwater.contracts.task.VolumeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RestorePlannerTest {
  private static final Instant NOW = Samples.PLANNED.plusSeconds(3600);
  private final Samples shop = Samples.of("east", "shop");
  private final RestorePlanner planner = new RestorePlanner(Duration.ofHours(12));

  @Test
  void namesEveryFaultAtOnce() {
    RestorePoint point = point(Approach.STORAGE_SNAPSHOT, RestorePointState.EXPORTING, false);
    RestoreFacts facts = new RestoreFacts(point, true, List.of(new RunId("other")), Set.of(), true);

    Admission admission = planner.plan(order("east", RestoreSource.EXPORT), facts, NOW);

    assertThat(kinds(admission))
        .containsExactly(
            Refusal.Kind.NO_EXECUTOR,
            Refusal.Kind.NOT_RESTORABLE,
            Refusal.Kind.NOT_EXPORTED,
            Refusal.Kind.NAMESPACE_EXISTS,
            Refusal.Kind.TARGET_BUSY);
  }

  @Test
  void needsTheExportInAnotherCluster() {
    RestorePoint point = point(Approach.STORAGE_SNAPSHOT, RestorePointState.COMPLETE, false);

    assertThat(kinds(planner.plan(order("west", RestoreSource.BEST), facts(point), NOW)))
        .containsExactly(Refusal.Kind.NOT_EXPORTED);
  }

  @Test
  void takesTheExportInAnotherClusterThoughThereIsASnapshot() {
    RestorePoint point = point(Approach.STORAGE_SNAPSHOT, RestorePointState.EXPORTED, true);

    Run run = admitted(planner.plan(order("west", RestoreSource.BEST), facts(point), NOW));

    assertThat(volumes(run)).hasSize(2).hasOnlyElementsOfType(VolumeSource.Export.class);
    assertThat(run.application().key()).isEqualTo("west/shop-2/shop-2");
  }

  @Test
  void takesTheSnapshotWithTheExportToFallBackTo() {
    RestorePoint point = point(Approach.STORAGE_SNAPSHOT, RestorePointState.EXPORTED, true);

    assertThat(volumes(admitted(plan(point))))
        .containsExactly(
            new VolumeSource.Snapshot(
                shop.snapshot(shop.databaseVolume()), shop.export(shop.databaseVolume())),
            new VolumeSource.Snapshot(
                shop.snapshot(shop.fileVolume()), shop.export(shop.fileVolume())));
  }

  @Test
  void takesTheSnapshotAloneWhenThereIsNoExport() {
    RestorePoint point = point(Approach.STORAGE_SNAPSHOT, RestorePointState.COMPLETE, false);

    assertThat(volumes(admitted(plan(point))))
        .containsExactly(
            new VolumeSource.Snapshot(shop.snapshot(shop.databaseVolume())),
            new VolumeSource.Snapshot(shop.snapshot(shop.fileVolume())));
  }

  @Test
  void takesNothingButTheExportWhenAskedTo() {
    RestorePoint point = point(Approach.STORAGE_SNAPSHOT, RestorePointState.EXPORTED, true);

    assertThat(
            volumes(admitted(planner.plan(order("east", RestoreSource.EXPORT), facts(point), NOW))))
        .containsExactly(
            new VolumeSource.Export(shop.export(shop.databaseVolume())),
            new VolumeSource.Export(shop.export(shop.fileVolume())));
  }

  @Test
  void takesADataServiceWithItsVolumesOrFromItsDumpAndNeverBoth() {
    RestorePoint point = point(Approach.APPLICATION, RestorePointState.COMPLETE, false);

    Run best = admitted(plan(point));
    Run dump = admitted(planner.plan(order("east", RestoreSource.DUMP), facts(point), NOW));

    assertThat(claims(best)).containsExactly("data-db-0", "files");
    assertThat(loaded(best)).isEmpty();
    assertThat(claims(dump)).containsExactly("files");
    assertThat(loaded(dump)).containsExactly("db");
  }

  @Test
  void loadsTheDumpWhereTheVolumesOfADataServiceCannotBeHad() {
    RestorePoint complete = point(Approach.APPLICATION, RestorePointState.COMPLETE, false);
    RestorePoint point =
        RestorePointAssembly.with(
            complete, RestorePointState.EXPORTED, List.of(shop.export(shop.fileVolume())));

    Run run = admitted(planner.plan(order("west", RestoreSource.BEST), facts(point), NOW));

    assertThat(volumes(run))
        .containsExactly(new VolumeSource.Export(shop.export(shop.fileVolume())));
    assertThat(loaded(run)).containsExactly("db");
    assertThat(run.tasks())
        .filteredOn(task -> !task.component().equals(KeySteps.FILE))
        .allSatisfy(
            task ->
                assertThat(java.util.Objects.requireNonNull(task.order()).application().cluster())
                    .isEqualTo(new ClusterId("west")));
  }

  @Test
  void refusesADumpThatThereIsNot() {
    RestorePoint point = point(Approach.STORAGE_SNAPSHOT, RestorePointState.COMPLETE, false);

    assertThat(kinds(planner.plan(order("east", RestoreSource.DUMP), facts(point), NOW)))
        .containsExactly(Refusal.Kind.NO_DUMP);
  }

  @Test
  void makesClaimsWithTheStorageClassOfTheTarget() {
    RestorePoint point = point(Approach.STORAGE_SNAPSHOT, RestorePointState.EXPORTED, true);
    RestoreTarget target =
        new RestoreTarget(
            new ClusterId("west"),
            "shop-2",
            new RestoreTransforms(java.util.Map.of("fast", "gold", "slow", "tin")));

    Run run = admitted(planner.plan(order(target, RestoreSource.BEST), facts(point), NOW));

    assertThat(volumes(run))
        .hasSize(2)
        .allSatisfy(
            source ->
                assertThat(source)
                    .isInstanceOfSatisfying(
                        VolumeSource.Export.class,
                        export ->
                            assertThat(export.artifact().claim().storageClass())
                                .isEqualTo("gold")));
  }

  @Test
  void needsOnlyTheExecutorsThatTheRestorePointCallsFor() {
    RestorePoint point = point(Approach.DATA_SERVICE, RestorePointState.COMPLETE, false);
    RestoreFacts facts =
        new RestoreFacts(
            point, false, List.of(), EnumSet.of(ExecutorKind.DISCOVERY, ExecutorKind.DUMP), true);

    assertThat(planner.plan(order("east", RestoreSource.BEST), facts, NOW))
        .isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void dispatchesAStageOnlyWhenTheOneBeforeSucceeded() {
    RestorePoint point = point(Approach.DATA_SERVICE, RestorePointState.COMPLETE, false);
    Play play = new Play(admitted(plan(point)));

    List<Integer> stages = new ArrayList<>();
    while (!play.run.state().settled()) {
      List<TaskPlanned> open = play.takeDispatched();
      stages.add(play.stage(open.getFirst()));
      assertThat(open).allMatch(t -> play.stage(t) == stages.getLast());
      open.forEach(t -> play.succeed(t, shop.artifacts(t.spec())));
    }

    assertThat(stages).containsExactly(0, 2, 3, 4, 5, 6, 7);
    assertThat(play.settled().outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void givesAnotherClusterAKeyFirstAndTakesItAwayAfterwards() {
    RestorePoint point = point(Approach.STORAGE_SNAPSHOT, RestorePointState.EXPORTED, true);
    Play play = new Play(elsewhere(facts(point)));
    String holder = play.run.id() + "-0";

    TaskPlanned pair = play.only();
    assertThat(pair.spec()).isEqualTo(new TaskSpec.PrepareKey(shop.repository(), holder));
    assertThat(pair.application().cluster().value()).isEqualTo("west");
    play.succeed(pair, List.of(new KeyPairArtifact(holder, "public")));
    TaskPlanned file = play.only();
    assertThat(file.spec()).isEqualTo(new TaskSpec.GrantKey(shop.repository(), holder, "public"));
    assertThat(file.application()).isEqualTo(shop.application());
    play.succeed(file, shop.artifacts(file.spec()));
    assertThat(play.begun).isEmpty();
    while (!play.run.state().settled()) {
      play.takeDispatched().forEach(t -> play.succeed(t, shop.artifacts(t.spec())));
    }

    assertThat(play.settled().outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertRevoked(play, holder);
  }

  @Test
  void aFailedRestoreLosesItsKeyAndGetsAnotherWhenItIsTakenUpAgain() {
    RestorePoint point = point(Approach.STORAGE_SNAPSHOT, RestorePointState.EXPORTED, true);
    Play play = new Play(elsewhere(facts(point)));
    String first = play.run.id() + "-0";
    play.succeed(play.only(), List.of(new KeyPairArtifact(first, "public")));
    play.succeed(play.only(), List.of());
    play.fail(play.only());
    assertThat(play.settled().outcome()).isEqualTo(Outcome.FAILED);
    assertRevoked(play, first);

    String second = play.run.id() + "-1";
    play.resume(planner);
    TaskPlanned pair = play.only();
    assertThat(pair.attempt()).isEqualTo(2);
    assertThat(pair.spec()).isEqualTo(new TaskSpec.PrepareKey(shop.repository(), second));
    play.succeed(pair, List.of(new KeyPairArtifact(second, "another")));
    TaskPlanned file = play.only();
    assertThat(file.spec()).isEqualTo(new TaskSpec.GrantKey(shop.repository(), second, "another"));
    play.succeed(file, List.of());
    assertThat(play.only().spec()).isInstanceOf(TaskSpec.RestoreDefinitions.class);
  }

  @Test
  void whereTheOwnersClusterIsGoneTheTargetMakesTheKeyItself() {
    RestorePoint point = point(Approach.STORAGE_SNAPSHOT, RestorePointState.EXPORTED, true);
    RestoreFacts facts =
        new RestoreFacts(point, false, List.of(), EnumSet.allOf(ExecutorKind.class), false);

    assertThat(elsewhere(facts).tasks())
        .allSatisfy(
            task ->
                assertThat(java.util.Objects.requireNonNull(task.order()).application().cluster())
                    .isEqualTo(new ClusterId("west")));
  }

  @Test
  void aRestoreInTheSameClusterNeedsNoKey() {
    Play play =
        new Play(admitted(plan(point(Approach.DATA_SERVICE, RestorePointState.COMPLETE, false))));
    while (!play.run.state().settled()) {
      play.takeDispatched().forEach(t -> play.succeed(t, shop.artifacts(t.spec())));
    }

    assertThat(play.begun).isEmpty();
  }

  @Test
  void settlesARestoreThatWasNotVerifiedAsPartial() {
    Play play =
        new Play(admitted(plan(point(Approach.DATA_SERVICE, RestorePointState.COMPLETE, false))));
    while (!play.run.state().settled()) {
      for (TaskPlanned task : play.takeDispatched()) {
        play.succeed(
            task,
            task.spec() instanceof TaskSpec.VerifyDataService
                ? List.of(
                    new VerificationArtifact(
                        "DataService/db",
                        false,
                        List.of(new VerificationArtifact.Check("rows", false, "no table orders"))))
                : shop.artifacts(task.spec()));
      }
    }

    assertThat(play.settled().outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(play.settled().reasons().getFirst()).contains("no table orders");
  }

  private Run elsewhere(RestoreFacts facts) {
    return admitted(planner.plan(order("west", RestoreSource.BEST), facts, NOW));
  }

  private void assertRevoked(Play play, String holder) {
    assertThat(play.begun)
        .singleElement()
        .satisfies(
            begun ->
                assertThat(begun.events())
                    .filteredOn(TaskPlanned.class::isInstance)
                    .singleElement()
                    .satisfies(
                        task ->
                            assertThat(((TaskPlanned) task).spec())
                                .isEqualTo(new TaskSpec.RevokeKey(shop.repository(), holder))));
  }

  private static List<VolumeSource> volumes(Run run) {
    return run.tasks().stream()
        .map(Task::order)
        .filter(o -> o != null && o.spec() instanceof TaskSpec.RestoreVolumes)
        .flatMap(o -> ((TaskSpec.RestoreVolumes) o.spec()).volumes().stream())
        .toList();
  }

  private Admission plan(RestorePoint point) {
    return planner.plan(order("east", RestoreSource.BEST), facts(point), NOW);
  }

  private static Run admitted(Admission admission) {
    return switch (admission) {
      case Admission.Admitted admitted -> admitted.run();
      case Admission.Refused refused -> throw new AssertionError(refused.toString());
    };
  }

  private static List<Refusal.Kind> kinds(Admission admission) {
    return switch (admission) {
      case Admission.Admitted admitted -> List.of();
      case Admission.Refused refused -> refused.refusals().stream().map(Refusal::kind).toList();
    };
  }

  private static RestoreFacts facts(RestorePoint point) {
    return new RestoreFacts(point, false, List.of(), EnumSet.allOf(ExecutorKind.class), true);
  }

  private static List<String> claims(Run run) {
    return volumes(run).stream()
        .map(
            source ->
                switch (source) {
                  case VolumeSource.Snapshot s -> s.artifact().claim().name();
                  case VolumeSource.Export e -> e.artifact().claim().name();
                })
        .toList();
  }

  private static List<String> loaded(Run run) {
    return run.tasks().stream()
        .map(Task::order)
        .filter(o -> o != null && o.spec() instanceof TaskSpec.LoadDataService)
        .map(o -> ((TaskSpec.LoadDataService) o.spec()).dataService().name())
        .toList();
  }

  private RestoreOrder order(String cluster, RestoreSource source) {
    return order(new RestoreTarget(new ClusterId(cluster), "shop-2"), source);
  }

  private RestoreOrder order(RestoreTarget target, RestoreSource source) {
    return new RestoreOrder(
        new RequestId("q-1"),
        io.slackwater.contracts.id.DerivedIds.restorePoint(shop.run()),
        target,
        source,
        null);
  }

  private RestorePoint point(Approach approach, RestorePointState state, boolean exported) {
    List<Artifact> artifacts = new ArrayList<>();
    artifacts.add(shop.definitions());
    if (approach == Approach.DATA_SERVICE || approach == Approach.APPLICATION) {
      artifacts.add(shop.dump());
    }
    if (approach != Approach.DATA_SERVICE) {
      artifacts.add(shop.snapshot(shop.databaseVolume()));
      artifacts.add(shop.snapshot(shop.fileVolume()));
    }
    if (exported) {
      artifacts.add(shop.export(shop.databaseVolume()));
      artifacts.add(shop.export(shop.fileVolume()));
    }
    RestorePoint empty =
        RestorePointAssembly.begin(
            shop.backup(approach, exported, Samples.PLANNED, Samples.PLANNED));
    return RestorePointAssembly.with(empty, state, artifacts);
  }

  private static final class Play {
    private final Supervision supervision = new Supervision(Rules.USUAL);
    private final List<TaskPlanned> dispatched = new ArrayList<>();
    private final List<RunSettled> settled = new ArrayList<>();
    private final List<Change> begun = new ArrayList<>();
    private Run run;

    Play(Run planned) {
      run = planned;
      step(planned);
    }

    List<TaskPlanned> takeDispatched() {
      List<TaskPlanned> taken = List.copyOf(dispatched);
      dispatched.clear();
      return taken;
    }

    void succeed(TaskPlanned task, List<Artifact> artifacts) {
      step(
          run.on(new TaskSucceeded(Samples.attempt(task, "x", 1), artifacts, NOW, NOW), NOW, null));
    }

    void fail(TaskPlanned task) {
      step(run.on(new TaskFailed(Samples.attempt(task, "x", 1), "no quota", false), NOW, null));
    }

    void resume(RestorePlanner planner) {
      step(planner.resume(run, NOW).run());
    }

    TaskPlanned only() {
      List<TaskPlanned> taken = takeDispatched();
      assertThat(taken).hasSize(1);
      return taken.getFirst();
    }

    int stage(TaskPlanned task) {
      return java.util.Objects.requireNonNull(run.task(task.task()).orElseThrow().planned())
          .stage();
    }

    RunSettled settled() {
      return settled.getFirst();
    }

    private void step(Run next) {
      Change change = supervision.consequences(next, NOW);
      run = change.run();
      begun.addAll(change.begun());
      change
          .events()
          .forEach(
              e -> {
                if (e instanceof TaskPlanned task) {
                  dispatched.add(task);
                } else if (e instanceof RunSettled end) {
                  settled.add(end);
                }
              });
    }
  }
}
