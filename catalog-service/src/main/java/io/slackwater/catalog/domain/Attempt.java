// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.id.ExecutorId;
import io.slackwater.contracts.task.TaskAccepted;
import io.slackwater.contracts.task.TaskAttempt;
import io.slackwater.contracts.task.TaskCancelled;
import io.slackwater.contracts.task.TaskExpired;
import io.slackwater.contracts.task.TaskFailed;
import io.slackwater.contracts.task.TaskProgressed;
import io.slackwater.contracts.task.TaskReport;
import io.slackwater.contracts.task.TaskSucceeded;
import io.slackwater.contracts.task.TaskWaiting;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try of a task. Reports commute: of two open states the one with the higher sequence holds,
 * and an ended state absorbs whatever comes after it.
 *
 * @param number 1 for the first
 * @param cause why there is this attempt; absent while only reports of it are known
 * @param sequence the highest sequence reported; -1 when nothing was
 * @param executor the instance that said so
 * @param acceptedAt when an executor took it
 * @param lost why the supervisor gave it up; absent when it did not
 */
public record Attempt(
    int number,
    @Nullable Cause cause,
    TaskState state,
    long sequence,
    @Nullable ExecutorId executor,
    @Nullable Instant acceptedAt,
    @Nullable String lost) {
  static Attempt planned(int number, Cause cause, Instant now, Instant due) {
    return new Attempt(number, cause, new TaskState.Planned(now, due), -1, null, null, null);
  }

  /** An attempt of which nothing is known but that somebody speaks of it. */
  static Attempt placeholder(int number) {
    return new Attempt(
        number, null, new TaskState.Planned(Instant.EPOCH, Instant.MAX), -1, null, null, null);
  }

  Attempt queued(Instant at) {
    return switch (state) {
      case TaskState.Planned planned -> withState(new TaskState.Queued(at));
      default -> this;
    };
  }

  Attempt because(Cause why) {
    return cause != null
        ? this
        : new Attempt(number, why, state, sequence, executor, acceptedAt, lost);
  }

  Attempt on(TaskReport report, Instant at) {
    TaskAttempt who = report.attempt();
    Instant accepted = report instanceof TaskAccepted && acceptedAt == null ? at : acceptedAt;
    long highest = Math.max(sequence, who.sequence());
    boolean replaces =
        switch (state) {
          case TaskState.Ended ended -> false;
          case TaskState.Open open -> ends(report) || who.sequence() > sequence;
        };
    return replaces
        ? new Attempt(number, cause, stateOf(report, at), highest, who.executor(), accepted, lost)
        : new Attempt(number, cause, state, highest, executor, accepted, lost);
  }

  Attempt withState(TaskState next) {
    return new Attempt(number, cause, next, sequence, executor, acceptedAt, lost);
  }

  Attempt givenUp(String reason) {
    return new Attempt(number, cause, state, sequence, executor, acceptedAt, reason);
  }

  private static boolean ends(TaskReport report) {
    return switch (report) {
      case TaskAccepted r -> false;
      case TaskWaiting r -> false;
      case TaskProgressed r -> false;
      case TaskSucceeded r -> true;
      case TaskFailed r -> true;
      case TaskCancelled r -> true;
      case TaskExpired r -> true;
    };
  }

  private static TaskState stateOf(TaskReport report, Instant at) {
    return switch (report) {
      case TaskAccepted r -> new TaskState.Accepted(at);
      case TaskWaiting r -> new TaskState.Waiting(at, r.reason());
      case TaskProgressed r -> new TaskState.Running(at, r.step(), r.doneBytes(), r.totalBytes());
      case TaskSucceeded r -> new TaskState.Succeeded(at, r.artifacts(), r.startedAt());
      case TaskFailed r -> new TaskState.Failed(at, r.reason(), r.retryable());
      case TaskCancelled r -> new TaskState.Cancelled(at, r.reason());
      case TaskExpired r ->
          new TaskState.Expired(
              at, "the executor found it expired: it was to be started before " + r.notAfter());
    };
  }
}
