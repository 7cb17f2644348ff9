// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.snapshot.domain.MoverFailedException;
import io.slackwater.snapshot.domain.MoverLine;
import io.slackwater.snapshot.domain.MoverState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Watches one mover pod, from its start to its end. */
final class MoverRun {

  private static final int COMPLAINTS_KEPT = 20;

  private final Limits limits;

  MoverRun(Limits limits) {
    this.limits = limits;
  }

  /** Whether an attempt may go on with the mover that another began. */
  static boolean adoptable(MoverState state) {
    return switch (state) {
      case MoverState.Running running -> true;
      case MoverState.Succeeded succeeded -> true;
      case MoverState.Waiting waiting -> !waiting.hopeless();
      case MoverState.Absent absent -> false;
      case MoverState.Failed failed -> false;
      case MoverState.Leaving leaving -> false;
    };
  }

  /**
   * Waits for the end of a mover that was started, and reports its progress.
   *
   * @throws MoverFailedException when it does not come to run in time
   */
  MoverEnd finish(Work work, String helper, String claim, String step) throws InterruptedException {
    awaitStart(work, helper, claim);
    List<MoverLine> heard = Collections.synchronizedList(new ArrayList<>());
    Consumer<MoverLine> reader =
        line -> {
          switch (line) {
            case MoverLine.Status status ->
                work.progress().bytes(step, claim, status.doneBytes(), status.totalBytes());
            case MoverLine.Unread unread when heard.size() < COMPLAINTS_KEPT -> heard.add(unread);
            case MoverLine.Complaint said when heard.size() < COMPLAINTS_KEPT -> heard.add(said);
            default -> {}
          }
        };
    Movers movers = work.cluster().movers();
    MoverState end;
    try (Movers.Following following = movers.follow(helper, reader)) {
      end = await(work, helper, MoverRun::ended);
    }
    List<MoverLine> lines = new ArrayList<>(List.copyOf(heard));
    lines.addAll(movers.lastLines(helper));
    return new MoverEnd(helper, end, lines);
  }

  private void awaitStart(Work work, String helper, String claim) throws InterruptedException {
    MoverState state = await(work, helper, seen -> decided(work, seen));
    if (state instanceof MoverState.Waiting waiting) {
      throw new MoverFailedException(
          claim,
          helper,
          (waiting.hopeless()
                  ? "cannot start: "
                  : "did not start within " + limits.prepare() + ": ")
              + waiting.why(),
          !waiting.hopeless());
    }
  }

  private boolean decided(Work work, MoverState seen) {
    return !(seen instanceof MoverState.Waiting waiting)
        || waiting.hopeless()
        || work.patience().clock().instant().isAfter(waiting.since().plus(limits.prepare()));
  }

  private static MoverState await(Work work, String helper, Predicate<MoverState> awaited)
      throws InterruptedException {
    Movers movers = work.cluster().movers();
    return work.patience()
        .awaitUntilEnd(
            () -> Optional.of(movers.state(helper)).filter(awaited),
            () -> "mover pod '" + helper + "' was not done when the task's time was over");
  }

  private static boolean ended(MoverState state) {
    return switch (state) {
      case MoverState.Running running -> false;
      case MoverState.Waiting waiting -> false;
      case MoverState.Absent absent -> true;
      case MoverState.Succeeded succeeded -> true;
      case MoverState.Failed failed -> true;
      case MoverState.Leaving leaving -> true;
    };
  }
}
