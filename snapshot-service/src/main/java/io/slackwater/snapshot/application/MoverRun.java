// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.snapshot.domain.MoverFailedException;
import io.slackwater.snapshot.domain.MoverLine;
import io.slackwater.snapshot.domain.MoverState;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One mover pod, from its start to its end. */
final class MoverRun {

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
    Consumer<MoverLine> reader =
        line -> {
          if (line instanceof MoverLine.Status status) {
            work.progress().bytes(step, claim, status.doneBytes(), status.totalBytes());
          }
        };
    Movers movers = work.cluster().movers();
    MoverState end;
    try (Movers.Following following = movers.follow(helper, reader)) {
      end = await(work, helper, MoverRun::ended);
    }
    return new MoverEnd(helper, end, movers.lastLines(helper));
  }

  private void awaitStart(Work work, String helper, String claim) throws InterruptedException {
    MoverState state =
        await(
            work,
            helper,
            seen ->
                !(seen instanceof MoverState.Waiting waiting)
                    || waiting.hopeless()
                    || late(work, waiting));
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

  private boolean late(Work work, MoverState.Waiting waiting) {
    return work.patience().clock().instant().isAfter(waiting.since().plus(limits.prepare()));
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

  /** How a mover ended, and the last it said. */
  record MoverEnd(String helper, MoverState state, List<MoverLine> lastLines) {

    MoverEnd {
      lastLines = List.copyOf(lastLines);
    }

    boolean succeeded() {
      return state instanceof MoverState.Succeeded;
    }

    /** The exception for a mover whose work is not to be found. */
    MoverFailedException failure(String claim) {
      return new MoverFailedException(claim, helper, why() + complaints(), true);
    }

    private String why() {
      return switch (state) {
        case MoverState.Failed failed -> failed.why();
        case MoverState.Absent absent ->
            "disappeared before it was done (deleted, or its node was)";
        case MoverState.Succeeded succeeded ->
            "ended with exit code 0, but its log has no summary and the repository no snapshot";
        case MoverState.Running running -> "still runs";
        case MoverState.Leaving leaving -> "is being deleted before it was done";
        case MoverState.Waiting waiting -> waiting.why();
      };
    }

    private String complaints() {
      List<String> said =
          lastLines.stream()
              .filter(MoverLine.Complaint.class::isInstance)
              .map(line -> ((MoverLine.Complaint) line).message())
              .toList();
      return said.isEmpty() ? "" : "; it said: " + String.join(" / ", said);
    }
  }
}
