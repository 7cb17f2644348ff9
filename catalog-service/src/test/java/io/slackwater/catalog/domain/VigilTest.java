// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.ExecutorId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.ExecutorHeartbeat;
import io.slackwater.contracts.task.ExecutorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VigilTest {
  private static final ClusterId EAST = new ClusterId("east");
  private static final ClusterId WEST = new ClusterId("west");
  private final Vigil vigil = new Vigil(Rules.USUAL);

  @Test
  void findsAnAttemptLostAfterThirtySecondsOfSilence() {
    look(0, 0, beat("dead", 1, attempt(1)), beat("other", 1));
    look(5, 5, beat("dead", 2, attempt(1)), beat("other", 2));

    assertThat(look(34, 34, beat("dead", 2, attempt(1)), beat("other", 3))).isEmpty();
    assertThat(look(35, 35, beat("dead", 2, attempt(1)), beat("other", 4)))
        .singleElement()
        .satisfies(loss -> assertThat(loss.reason()).contains("30 s").contains("dead"));
  }

  @Test
  void judgesNoSilenceBeyondWhatWasReadOfTheTopic() {
    look(0, 0, beat("dead", 1, attempt(1)), beat("other", 1));

    assertThat(look(60, 20, beat("dead", 1, attempt(1)), beat("other", 9))).isEmpty();
    assertThat(look(61, 29, beat("dead", 1, attempt(1)), beat("other", 10))).isEmpty();
    assertThat(look(62, 31, beat("dead", 1, attempt(1)), beat("other", 11))).hasSize(1);
  }

  @Test
  void givesNothingAwayWhileNobodyLivesToTakeIt() {
    look(0, 0, beat("dead", 1, attempt(1)));

    assertThat(look(100, 100, beat("dead", 1, attempt(1)))).isEmpty();
    assertThat(look(101, 101, beat("dead", 1, attempt(1)), beat("new", 1))).isEmpty();
    assertThat(look(106, 106, beat("dead", 1, attempt(1)), beat("new", 2))).hasSize(1);
  }

  @Test
  void doesNotCountAnExecutorOfAnotherKindOrClusterAsAlive() {
    Beat dump = new Beat(new ExecutorId("d"), EAST, ExecutorKind.DUMP, 1, Set.of());
    Beat west = new Beat(new ExecutorId("w"), WEST, ExecutorKind.SNAPSHOT, 1, Set.of());
    look(0, 0, beat("dead", 1, attempt(1)), dump, west);
    Beat dump2 = new Beat(new ExecutorId("d"), EAST, ExecutorKind.DUMP, 2, Set.of());
    Beat west2 = new Beat(new ExecutorId("w"), WEST, ExecutorKind.SNAPSHOT, 2, Set.of());

    assertThat(look(60, 60, beat("dead", 1, attempt(1)), dump2, west2)).isEmpty();
  }

  @Test
  void findsAnAttemptLostThatItsExecutorBeatsTwiceWithout() {
    look(0, 0, beat("dead", 1, attempt(1)));
    look(5, 5, beat("dead", 2));

    assertThat(look(6, 6, beat("dead", 2))).isEmpty();
    assertThat(look(10, 10, beat("dead", 3)))
        .singleElement()
        .satisfies(loss -> assertThat(loss.reason()).contains("no longer works on attempt 1"));
  }

  @Test
  void takesABeatOfWhoeverListsTheAttemptForASignOfLife() {
    look(0, 0, beat("dead", 1, attempt(1)), beat("successor", 1));

    assertThat(look(29, 29, beat("dead", 1), beat("successor", 2, attempt(1)))).isEmpty();
    assertThat(look(58, 58, beat("dead", 1), beat("successor", 3, attempt(1)))).isEmpty();
  }

  @Test
  void takesAReportForASignOfLife() {
    look(0, 0, beat("dead", 1), beat("other", 1));

    assertThat(
            vigil.observe(
                List.of(beat("dead", 1), beat("other", 2)),
                List.of(watched(2)),
                at(29),
                Map.of(EAST, at(29))))
        .isEmpty();
    assertThat(
            vigil.observe(
                List.of(beat("dead", 1), beat("other", 3)),
                List.of(watched(2)),
                at(58),
                Map.of(EAST, at(58))))
        .isEmpty();
  }

  @Test
  void startsToCountAnewInANewProcess() {
    Vigil restarted = new Vigil(Rules.USUAL);

    assertThat(
            restarted.observe(
                List.of(beat("dead", 7, attempt(1)), beat("other", 9)),
                List.of(watched(1)),
                at(1_000_000),
                Map.of(EAST, at(1_000_000))))
        .isEmpty();
  }

  private List<Vigil.Loss> look(long seconds, long proven, Beat... beats) {
    return new ArrayList<>(
        vigil.observe(List.of(beats), List.of(watched(1)), at(seconds), Map.of(EAST, at(proven))));
  }

  private static WatchedAttempt watched(long sequence) {
    return new WatchedAttempt(
        new RunId("r1"),
        new TaskId("t1"),
        1,
        sequence,
        new ExecutorId("dead"),
        ExecutorKind.SNAPSHOT,
        EAST);
  }

  private static ExecutorHeartbeat.Working attempt(int number) {
    return new ExecutorHeartbeat.Working(new TaskId("t1"), number);
  }

  private static Beat beat(String executor, long sequence, ExecutorHeartbeat.Working... working) {
    return new Beat(
        new ExecutorId(executor), EAST, ExecutorKind.SNAPSHOT, sequence, Set.of(working));
  }

  private static long at(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }
}
