// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.application;

import io.slackwater.snapshot.domain.MoverFailedException;
import io.slackwater.snapshot.domain.MoverLine;
import io.slackwater.snapshot.domain.MoverState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a mover ended.
 *
 * @param lines what it said: complaints from its whole life as far as they were heard, and its last
 *     lines
 */
record MoverEnd(String helper, MoverState state, List<MoverLine> lines) {

  /**
   * The command line's exit code for a snapshot that lacks what could not be read; restic's too.
   */
  private static final int INCOMPLETE = 3;

  private static final int LAST_WORDS = 5;
  private static final int LONGEST_LINE = 300;

  MoverEnd {
    lines = List.copyOf(lines);
  }

  boolean succeeded() {
    return state instanceof MoverState.Succeeded;
  }

  /** Whether it was ended and surely does nothing more, not even release its lock. */
  boolean dead() {
    return state instanceof MoverState.Failed;
  }

  /** Whether it wrote a snapshot, or may have, that lacks files. */
  boolean incomplete() {
    return state instanceof MoverState.Failed failed && failed.exitCode() == INCOMPLETE
        || all(MoverLine.Unread.class).findAny().isPresent();
  }

  Optional<MoverLine.BackupSummary> summary() {
    return all(MoverLine.BackupSummary.class).reduce((first, second) -> second);
  }

  /** The exception for a mover whose work is not to be found. */
  MoverFailedException failure(String claim) {
    return new MoverFailedException(claim, helper, why() + said(), true);
  }

  /** The exception for a mover that could not read all. */
  MoverFailedException incompleteFailure(String claim) {
    List<String> unread =
        all(MoverLine.Unread.class).map(MoverLine.Unread::message).distinct().limit(5).toList();
    return new MoverFailedException(
        claim,
        helper,
        "could not read every file of the snapshot, so there is no export of it: "
            + (unread.isEmpty() ? why() : String.join(" / ", unread))
            + "; check the volume's file system",
        false);
  }

  private String why() {
    return switch (state) {
      case MoverState.Failed failed -> failed.why();
      case MoverState.Absent absent -> "disappeared before it was done (deleted, or its node was)";
      case MoverState.Leaving leaving -> "was deleted before it was done";
      case MoverState.Succeeded succeeded ->
          "ended with exit code 0, but its log has no summary and the repository no snapshot of it";
      case MoverState.Running running -> "still runs";
      case MoverState.Waiting waiting -> "does not run: " + waiting.why();
    };
  }

  /** Its complaints; of one that ended before it could complain, its last words. */
  private String said() {
    List<String> complaints =
        all(MoverLine.Complaint.class).map(MoverLine.Complaint::message).distinct().toList();
    if (!complaints.isEmpty()) {
      return "; it said: " + String.join(" / ", complaints);
    }
    List<String> words =
        all(MoverLine.Other.class)
            .map(MoverLine.Other::text)
            .filter(text -> !text.isBlank())
            .distinct()
            .map(MoverEnd::shortened)
            .toList();
    return words.isEmpty()
        ? ""
        : "; its last output: "
            + String.join(
                " / ", words.subList(Math.max(0, words.size() - LAST_WORDS), words.size()));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE) + "...";
  }

  private <L extends MoverLine> Stream<L> all(Class<L> kind) {
    return lines.stream().filter(kind::isInstance).map(kind::cast);
  }
}
