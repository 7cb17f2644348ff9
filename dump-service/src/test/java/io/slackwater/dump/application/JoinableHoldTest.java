// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.signal.CancelOrdered;
import io.slackwater.contracts.signal.HoldAborted;
import io.slackwater.contracts.signal.HoldPrepared;
import io.slackwater.contracts.signal.HoldPreparing;
import io.slackwater.contracts.signal.HoldQuiesced;
import io.slackwater.contracts.signal.HoldRef;
import io.slackwater.contracts.signal.HoldSealed;
import io.slackwater.contracts.signal.SignalEvent;
import io.slackwater.dump.application.JoinableHold.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JoinableHoldTest {

  private static final RunId RUN = new RunId("run-1");
  private static final ApplicationId APPLICATION = ApplicationId.parse("east/shop/shop");
  private static final TaskId COORDINATOR = new TaskId("task-1");
  private static final HoldRef FIRST = ref("h-1", 1);
  private static final HoldRef SECOND = ref("h-2", 1);
  private static final HoldRef LATER_ATTEMPT = ref("h-3", 2);

  private static HoldRef ref(String id, int attempt) {
    return new HoldRef(new HoldId(id), RUN, APPLICATION, COORDINATOR, attempt);
  }

  private static @Nullable JoinableHold of(SignalEvent... signals) {
    return JoinableHold.of(List.of(signals), COORDINATOR).orElse(null);
  }

  private static JoinableHold open(HoldRef ref) {
    return new JoinableHold(ref, State.OPEN, null);
  }

  @Test
  void hearsItsCoordinatorAlone() {
    HoldRef foreign = new HoldRef(new HoldId("h-9"), RUN, APPLICATION, new TaskId("task-9"), 1);
    assertThat(
            of(
                new HoldPreparing(foreign),
                new HoldPrepared(FIRST, new TaskId("dump-1"), 1),
                new CancelOrdered(RUN, APPLICATION, Instant.EPOCH, "nobody needs it")))
        .isNull();
    assertThat(of(new HoldPreparing(FIRST), new HoldPreparing(foreign))).isEqualTo(open(FIRST));
  }

  @Test
  void theNewestHoldVoidsThoseBefore() {
    assertThat(of(new HoldPreparing(FIRST), new HoldPreparing(SECOND))).isEqualTo(open(SECOND));
    assertThat(of(new HoldPreparing(LATER_ATTEMPT), new HoldPreparing(SECOND)))
        .isEqualTo(open(LATER_ATTEMPT));
  }

  @Test
  void whatIsSaidTwiceOrLateChangesNothing() {
    HoldQuiesced quiesced = new HoldQuiesced(SECOND, List.of());
    assertThat(
            of(
                new HoldPreparing(FIRST),
                new HoldPreparing(SECOND),
                quiesced,
                new HoldPreparing(FIRST),
                new HoldAborted(FIRST, "late"),
                quiesced))
        .isEqualTo(new JoinableHold(SECOND, State.OPEN, quiesced));
  }

  @Test
  void anAbortedHoldStaysAborted() {
    HoldQuiesced late = new HoldQuiesced(FIRST, List.of());
    assertThat(of(new HoldAborted(FIRST, "a writer"), new HoldPreparing(FIRST), late))
        .isEqualTo(new JoinableHold(FIRST, State.ABORTED, late));
  }

  @Test
  void aSealedHoldIsTheOneThatCountsWhateverFollows() {
    HoldRef adopted = ref("h-1", 3);
    assertThat(
            of(
                new HoldPreparing(FIRST),
                new HoldPreparing(LATER_ATTEMPT),
                new HoldSealed(adopted),
                new HoldPreparing(SECOND)))
        .isEqualTo(new JoinableHold(adopted, State.SEALED, null));
  }
}
