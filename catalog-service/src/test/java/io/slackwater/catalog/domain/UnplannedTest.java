// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.catalog.Samples;
import io.slackwater.contracts.alert.AlertRaised;
import io.slackwater.contracts.run.Approach;
import io.slackwater.contracts.run.Outcome;
import io.slackwater.contracts.run.RunKind;
import io.slackwater.contracts.run.RunPlanned;
import io.slackwater.contracts.run.RunSettled;
import io.slackwater.contracts.task.TaskAccepted;
import io.slackwater.contracts.task.TaskPlanned;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UnplannedTest {
  private static final Instant NOW = Samples.PLANNED.plusSeconds(7200);
  private final Samples shop = Samples.of("east", "shop");
  private final Supervision supervision = new Supervision(Rules.USUAL);
  private final Run unknown = Run.placeholder(shop.run(), shop.application());

  @Test
  void endsARunWhoseTasksAreKnownAndTellsWhoWaits() {
    Run ordered = unknown.ordered(shop.dumpTask(NOW.minusSeconds(61)), Samples.PLANNED, "c-1");

    Change change = supervision.unplanned(ordered, NOW);

    assertThat(change.run().state()).isEqualTo(RunState.EXPIRED);
    assertThat(change.run().reasons()).singleElement().asString().contains("dead letters");
    assertThat(change.events())
        .hasExactlyElementsOfTypes(RunSettled.class, AlertRaised.class)
        .first()
        .isInstanceOfSatisfying(
            RunSettled.class,
            settled -> {
              assertThat(settled.kind()).isEqualTo(RunKind.BACKUP);
              assertThat(settled.outcome()).isEqualTo(Outcome.EXPIRED);
              assertThat(settled.restorePoint()).isEqualTo(plan().restorePoint());
            });
  }

  @Test
  void waitsWhileATaskHasTimeToReportItsEnd() {
    Run ordered =
        unknown
            .ordered(shop.definitionsTask(NOW.minusSeconds(61)), Samples.PLANNED, null)
            .ordered(shop.dumpTask(NOW.minusSeconds(59)), Samples.PLANNED, null);

    assertThat(supervision.unplanned(ordered, NOW)).isEqualTo(Change.silent(ordered));
  }

  @Test
  void tellsTheEndOfARunOfWhichOnlyReportsWereSeenWhenItsPlanComesAfterAll() {
    Change ended = supervision.unplanned(reported(), NOW);

    assertThat(ended.run().state()).isEqualTo(RunState.EXPIRED);
    assertThat(ended.events()).hasExactlyElementsOfTypes(AlertRaised.class);

    Change late = supervision.planned(ended.run(), plan(), "c-1", NOW.plusSeconds(1));

    assertThat(late.run().state()).isEqualTo(RunState.EXPIRED);
    assertThat(late.events())
        .filteredOn(RunSettled.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            RunSettled.class,
            settled -> {
              assertThat(settled.outcome()).isEqualTo(Outcome.EXPIRED);
              assertThat(settled.reasons()).isEqualTo(ended.run().reasons());
            });
    assertThat(late.events()).noneMatch(TaskPlanned.class::isInstance);
    assertThat(supervision.planned(late.run(), plan(), "c-1", NOW.plusSeconds(2)).events())
        .as("the plan once more")
        .isEmpty();
  }

  @Test
  void leavesARunAloneWhosePlanCameMeanwhile() {
    Run planned = reported().planned(plan(), null);

    assertThat(supervision.unplanned(planned, NOW)).isEqualTo(Change.silent(planned));
  }

  private Run reported() {
    return unknown.on(
        new TaskAccepted(Samples.attempt(shop.dumpTask(NOW), "x", 1)), Samples.PLANNED, null);
  }

  private RunPlanned plan() {
    return shop.backup(Approach.DATA_SERVICE, false, Samples.PLANNED, NOW);
  }
}
