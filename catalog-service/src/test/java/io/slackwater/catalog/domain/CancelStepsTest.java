// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.catalog.Samples;
import io.slackwater.contracts.event.Event;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.RequestId;
import io.slackwater.contracts.restorepoint.RestorePoint;
import io.slackwater.contracts.restorepoint.RestorePointState;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.RestoreSource;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.signal.CancelOrdered;
import io.slackwater.contracts.task.ExecutorKind;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.contracts.task.TaskAccepted;
import io.slackwater.contracts.task.TaskCancelled;
import io.slackwater.contracts.task.TaskFailed;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskReport;
import io.slackwater.contracts.task.TaskSucceeded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CancelStepsTest {
  private static final Instant NOW = Samples.PLANNED.plusSeconds(60);
  private static final Instant NOT_AFTER = NOW.plusSeconds(3600);
  private static final Cancellation ORDER = new Cancellation(NOW.plusSeconds(60), "a release");
  private final Samples shop = Samples.of("east", "shop");
  private final Supervision supervision = new Supervision(Rules.USUAL);
  private final List<Event> said = new ArrayList<>();
  private Run run = Run.placeholder(shop.run(), shop.application());

  @Test
  void settlesWhenAllThatWasDispatchedHasEndedAndNamesWhatWasCaptured() {
    plan();
    on(new TaskAccepted(Samples.attempt(dump(), "x", 1)));
    cancel(NOW);

    assertThat(said(CancelOrdered.class))
        .containsExactly(
            new CancelOrdered(run.id(), shop.application(), ORDER.deadline(), "a release"));
    assertThat(run.state().settled()).isFalse();

    succeed(shop.definitionsTask(NOT_AFTER));
    assertThat(run.state().settled()).isFalse();
    on(new TaskCancelled(Samples.attempt(dump(), "x", 2), "a release"));

    RunSettled settled = said(RunSettled.class).getFirst();
    assertThat(settled.outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(settled.reasons()).first().isEqualTo("cancelled: a release");
    RestorePoint point = Objects.requireNonNull(run.point());
    assertThat(point.state()).isEqualTo(RestorePointState.FAILED);
    assertThat(point.artifacts()).containsExactly(shop.definitions());
  }

  @Test
  void settlesAtTheDeadlineThoughATaskHasNotEnded() {
    plan();
    on(new TaskAccepted(Samples.attempt(dump(), "x", 1)));
    cancel(NOW);
    step(supervision.expire(run, ORDER.deadline().minusMillis(1)));
    assertThat(run.state().settled()).isFalse();

    step(supervision.expire(run, ORDER.deadline()));

    assertThat(run.state()).isEqualTo(RunState.CANCELLED);
    assertThat(run.reasons())
        .anyMatch(
            r ->
                r.startsWith("DataService/db: it had not ended by")
                    && r.endsWith("with tag slackwater:task:" + dump().task()));
  }

  @Test
  void triesNothingAgainAndBeginsNothingNew() {
    plan();
    on(new TaskAccepted(Samples.attempt(dump(), "x", 1)));
    cancel(NOW);
    succeed(shop.definitionsTask(NOT_AFTER));
    on(new TaskFailed(Samples.attempt(dump(), "x", 2), "the stream broke", true));
    step(supervision.consequences(run, NOW.plusSeconds(600)));

    assertThat(said(TaskPlanned.class)).isEmpty();
    assertThat(run.state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void aLostAttemptOfACancelledRunIsNotFollowed() {
    plan();
    on(new TaskAccepted(Samples.attempt(dump(), "x", 1)));
    cancel(NOW);
    succeed(shop.definitionsTask(NOT_AFTER));
    step(
        supervision.lost(
            run, new Supervision.LostAttempt(dump().task(), 1, 1, "silence"), NOW.plusSeconds(40)));

    assertThat(said(TaskPlanned.class)).isEmpty();
    assertThat(run.state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void takesTheSecondCancellationForTheFirst() {
    plan();
    cancel(NOW);
    step(supervision.cancel(run, new Cancellation(NOW, "again"), NOW));

    assertThat(said(CancelOrdered.class)).hasSize(1);
    assertThat(run.cancellation()).isEqualTo(ORDER);
    assertThat(Supervision.cancelFault(run)).isEmpty();
  }

  @Test
  void leavesASettledRunAsItIsAndSaysSo() {
    plan();
    on(new TaskFailed(Samples.attempt(dump(), "x", 1), "no pg_dump", false));
    on(
        new TaskFailed(
            Samples.attempt(shop.definitionsTask(NOT_AFTER), "x", 1), "no namespace", false));
    RunState ended = run.state();
    cancel(NOW);

    assertThat(run.state()).isEqualTo(ended);
    assertThat(said(CancelOrdered.class)).isEmpty();
    assertThat(Supervision.cancelFault(run))
        .hasValueSatisfying(
            refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_CANCELLABLE));
  }

  @Test
  void aPlanThatComesAfterTheCancellationIsEndedAtOnceWhereNothingOfItRuns() {
    cancel(NOW);
    assertThat(said(CancelOrdered.class)).hasSize(1);
    step(
        supervision.planned(
            run, shop.backup(Approach.DATA_SERVICE, false, Samples.PLANNED, NOT_AFTER), null, NOW));
    shop.tasks(Approach.DATA_SERVICE, NOT_AFTER)
        .forEach(task -> step(supervision.consequences(run.ordered(task, NOW, null), NOW)));
    assertThat(run.state().settled()).as("its tasks may be in work").isFalse();

    shop.tasks(Approach.DATA_SERVICE, NOT_AFTER)
        .forEach(task -> on(new TaskCancelled(Samples.attempt(task, "x", 1), "a release")));

    assertThat(said(RunSettled.class))
        .singleElement()
        .extracting(RunSettled::outcome)
        .isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void aCancellationOfARunThatNeverWasEndsQuietly() {
    cancel(NOW);
    step(supervision.unplanned(run, NOW.plusSeconds(7200)));

    assertThat(run.state()).isEqualTo(RunState.CANCELLED);
    assertThat(run.reasons()).containsExactly("cancelled before its plan was seen: a release");
  }

  @Test
  void namesWhatARestoreHasMade() {
    RestorePoint point =
        RestorePointAssembly.with(
            RestorePointAssembly.begin(
                shop.backup(Approach.STORAGE_SNAPSHOT, false, Samples.PLANNED, NOT_AFTER)),
            RestorePointState.COMPLETE,
            List.of(shop.definitions(), shop.snapshot(shop.fileVolume())));
    RestoreOrder order =
        new RestoreOrder(
            new RequestId("r-1"),
            point.id(),
            new RestoreTarget(new ClusterId("east"), "shop-2"),
            RestoreSource.BEST,
            null);
    Admission admission =
        new RestorePlanner(Duration.ofHours(1))
            .plan(
                order,
                new RestoreFacts(point, false, List.of(), EnumSet.allOf(ExecutorKind.class), true),
                NOW);
    step(supervision.consequences(((Admission.Admitted) admission).run(), NOW));
    on(
        new TaskSucceeded(
            Samples.attempt(said(TaskPlanned.class).getLast(), "x", 1), List.of(), NOW, NOW));
    TaskPlanned volumes = said(TaskPlanned.class).getLast();
    on(new TaskAccepted(Samples.attempt(volumes, "x", 1)));
    cancel(NOW);
    on(new TaskCancelled(Samples.attempt(volumes, "x", 2), "a release"));

    assertThat(run.state()).isEqualTo(RunState.CANCELLED);
    assertThat(run.reasons())
        .contains(
            "namespace shop-2 of cluster east is there: delete it to be rid of all that this restore made",
            "claims [files] may be there, not all of them filled in namespace shop-2 of cluster east")
        .noneMatch(reason -> reason.startsWith("the workloads"));
  }

  private TaskPlanned dump() {
    return shop.dumpTask(NOT_AFTER);
  }

  private void plan() {
    step(
        supervision.planned(
            run, shop.backup(Approach.DATA_SERVICE, false, Samples.PLANNED, NOT_AFTER), null, NOW));
    shop.tasks(Approach.DATA_SERVICE, NOT_AFTER)
        .forEach(task -> step(supervision.consequences(run.ordered(task, NOW, null), NOW)));
  }

  private void cancel(Instant now) {
    step(supervision.cancel(run, ORDER, now));
  }

  private void succeed(TaskPlanned task) {
    on(
        new TaskSucceeded(
            Samples.attempt(task, "x", 9), shop.artifacts(task.spec()), Samples.PLANNED, NOW));
  }

  private void on(TaskReport report) {
    step(supervision.consequences(run.on(report, NOW, null), NOW));
  }

  private void step(Change change) {
    run = change.run();
    said.addAll(change.events());
  }

  private <E extends Event> List<E> said(Class<E> type) {
    return said.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
