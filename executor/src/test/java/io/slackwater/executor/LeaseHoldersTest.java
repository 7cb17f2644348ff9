// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LeaseHoldersTest {

  private static final RunId BACKUP = new RunId("backup");
  private static final RunId OTHER_BACKUP = new RunId("other-backup");
  private static final RunId RESTORE = new RunId("restore");

  private final LeaseHolders holders = new LeaseHolders(new TreeMap<>());

  @Test
  void backupsShareALease() {
    holders.hold(new TaskId("t1"), BACKUP, false);

    assertThat(holders.inTheWayOf(OTHER_BACKUP, false)).isEmpty();
  }

  @Test
  void restoreWaitsForBackupsAndBackupsForARestore() {
    holders.hold(new TaskId("t1"), BACKUP, false);
    assertThat(holders.inTheWayOf(RESTORE, true)).isPresent();

    holders.remove("t1");
    holders.hold(new TaskId("t2"), RESTORE, true);
    assertThat(holders.inTheWayOf(BACKUP, false)).isPresent();
  }

  @Test
  void tasksOfOneRunNeverKeepEachOtherOut() {
    holders.hold(new TaskId("t1"), RESTORE, true);

    assertThat(holders.inTheWayOf(RESTORE, true)).isEmpty();
  }

  @Test
  void renewalIsSeenInTheCounter() {
    holders.hold(new TaskId("t1"), BACKUP, false);
    String before = holders.text();

    holders.hold(new TaskId("t1"), BACKUP, false);

    assertThat(holders.text()).isNotEqualTo(before);
  }

  @Test
  void theEndOfARunFreesAllThatItsTasksHeld() {
    holders.hold(new TaskId("t1"), RESTORE, true);
    holders.hold(new TaskId("t2"), RESTORE, true);

    holders.removeRun(RESTORE);

    assertThat(holders.inTheWayOf(BACKUP, false)).isEmpty();
  }

  @Test
  void survivesTheAnnotation() {
    holders.hold(new TaskId("t1"), BACKUP, false);
    var lease =
        new LeaseBuilder()
            .withNewMetadata()
            .withName("l")
            .addToAnnotations(LeaseHolders.ANNOTATION, holders.text())
            .endMetadata()
            .build();

    assertThat(LeaseHolders.of(lease)).isEqualTo(holders);
  }
}
