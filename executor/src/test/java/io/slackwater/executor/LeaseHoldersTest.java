// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.contracts.task.TaskSpec;
import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LeaseHoldersTest {

  private static final RunId BACKUP = new RunId("backup");
  private static final RunId OTHER_BACKUP = new RunId("other-backup");
  private static final RunId RESTORE = new RunId("restore");

  private final LeaseHolders holders = new LeaseHolders(new TreeMap<>());

  @Test
  void backupsShareALease() {
    holders.hold(task("t1", BACKUP, 1), false);

    assertThat(holders.inTheWayOf(OTHER_BACKUP, false)).isEmpty();
  }

  @Test
  void restoreWaitsForBackupsAndBackupsForARestore() {
    holders.hold(task("t1", BACKUP, 1), false);
    assertThat(holders.inTheWayOf(RESTORE, true)).isPresent();

    holders.remove(task("t1", BACKUP, 1));
    holders.hold(task("t2", RESTORE, 1), true);
    assertThat(holders.inTheWayOf(BACKUP, false)).isPresent();
  }

  @Test
  void tasksOfOneRunNeverKeepEachOtherOut() {
    holders.hold(task("t1", RESTORE, 1), true);

    assertThat(holders.inTheWayOf(RESTORE, true)).isEmpty();
  }

  @Test
  void renewalIsSeenInTheCounter() {
    holders.hold(task("t1", BACKUP, 1), false);
    String before = holders.text();

    holders.hold(task("t1", BACKUP, 1), false);

    assertThat(holders.text()).isNotEqualTo(before);
  }

  @Test
  void theEndOfARunFreesWhatItsStagesHeld() {
    holders.hold(task("t1", RESTORE, 1), true);
    holders.hold(task("t2", RESTORE, 1), true);

    holders.removeStagesOf(RESTORE);

    assertThat(holders.inTheWayOf(BACKUP, false)).isEmpty();
  }

  @Test
  void theFirstOfTwoThatVerifyTakesNothingFromTheOther() {
    holders.hold(task("restore", RESTORE, 1), true);
    holders.hold(task("verify-objects", RESTORE, 1), false);
    holders.hold(task("verify-data", RESTORE, 1), false);

    holders.remove(task("verify-data", RESTORE, 1));
    holders.removeStagesOf(RESTORE);

    assertThat(holders.holds(task("verify-objects", RESTORE, 1))).isTrue();
    assertThat(holders.inTheWayOf(BACKUP, false)).isEmpty();
  }

  @Test
  void survivesTheAnnotation() {
    holders.hold(task("t1", BACKUP, 1), false);
    var lease =
        new LeaseBuilder()
            .withNewMetadata()
            .withName("l")
            .addToAnnotations(LeaseHolders.ANNOTATION, holders.text())
            .endMetadata()
            .build();

    assertThat(LeaseHolders.of(lease)).isEqualTo(holders);
  }

  @Test
  void nextAttemptTakesOverWhatTheOlderOneHeld() {
    holders.hold(task("t1", RESTORE, 1), true);

    holders.hold(task("t1", RESTORE, 2), true);
    holders.remove(task("t1", RESTORE, 1));

    assertThat(holders.holds(task("t1", RESTORE, 1))).isFalse();
    assertThat(holders.holds(task("t1", RESTORE, 2))).isTrue();
  }

  private static TaskPlanned task(String task, RunId run, int attempt) {
    ApplicationId application = ApplicationId.parse("east/shop/shop");
    return new TaskPlanned(
        new TaskId(task),
        run,
        application,
        new RestorePointId("rp-1"),
        "definitions",
        attempt,
        new TaskSpec.CaptureDefinitions(
            RepositoryRef.of(new LocationName("primary"), application), new Scope("shop", null)),
        Instant.EPOCH);
  }
}
