// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CancelledWorkTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final CancelledWork work = new CancelledWork();
  private final List<String> done = new ArrayList<>();
  private final AtomicBoolean lost = new AtomicBoolean();

  @Test
  void takesBackWhatWasMadeLastFirstAndLeavesTimeForTheReport() {
    work.add((owner, until) -> note("first until " + until));
    work.add((owner, until) -> note("last until " + until));

    cancel(Duration.ofSeconds(60));

    assertThat(done)
        .containsExactly("last until 2026-11-22T10:00:58Z", "first until 2026-11-22T10:00:58Z");
    assertThat(work.left()).isEqualTo(done);
  }

  @Test
  void goesOnWhenOneCannotBeTakenBackAndSaysSo() {
    work.add((owner, until) -> note("a snapshot"));
    work.add(
        (owner, until) -> {
          throw new IllegalStateException("the repository does not answer");
        });

    cancel(Duration.ofSeconds(4));

    assertThat(work.left())
        .containsExactly(
            "what could not be looked for: the repository does not answer", "a snapshot");
  }

  @Test
  void takesNothingBackAnyMoreWhenTheAttemptLosesItsStanding() {
    work.add((owner, until) -> note("not mine any more"));
    work.add(
        (owner, until) -> {
          lost.set(true);
          return List.of();
        });

    cancel(Duration.ofSeconds(4));

    assertThat(done).isEmpty();
    assertThat(work.left()).isEmpty();
  }

  @Test
  void takesNothingBackThatWasNotCancelled() {
    work.add((owner, until) -> note("made"));
    work.released();

    work.takeBack(this::owner);

    assertThat(done).isEmpty();
  }

  @Test
  void theInterruptOfTheCancellationDoesNotEndIt() {
    work.add((owner, until) -> note(Thread.interrupted() ? "interrupted" : "undisturbed"));
    Thread.currentThread().interrupt();

    cancel(Duration.ofSeconds(4));

    assertThat(done).containsExactly("undisturbed");
  }

  private void cancel(Duration within) {
    work.begin(NOW, within);
    work.released();
    work.takeBack(this::owner);
  }

  private List<String> note(String what) {
    done.add(what);
    return List.of(what);
  }

  private void owner() {
    if (lost.get()) {
      throw new TaskAbortedException("attempt 2 began");
    }
  }
}
