// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import java.util.EnumSet;
import java.util.Set;

/** The states of a task by name, and which may follow which; {@code docs/states.md} shows them. */
public enum TaskStatus {
  PLANNED,
  QUEUED,
  ACCEPTED,
  WAITING,
  RUNNING,
  SUCCEEDED,
  FAILED,
  CANCELLED,
  EXPIRED;

  /** Whether no report of the attempt changes it any more. */
  public boolean ended() {
    return compareTo(SUCCEEDED) >= 0;
  }

  /**
   * The states that one report, or one decision of the supervisor, may lead to. Reports can be
   * reordered, so that an attempt may skip states; it never goes back to {@link #QUEUED}.
   */
  public Set<TaskStatus> successors() {
    return switch (this) {
      case PLANNED -> EnumSet.complementOf(EnumSet.of(PLANNED));
      case QUEUED -> EnumSet.complementOf(EnumSet.of(PLANNED, QUEUED));
      case ACCEPTED, WAITING, RUNNING -> {
        Set<TaskStatus> next = EnumSet.complementOf(EnumSet.of(PLANNED, QUEUED));
        next.remove(this);
        yield next;
      }
      case FAILED, CANCELLED -> EnumSet.of(PLANNED);
      case EXPIRED -> EnumSet.of(PLANNED);
      case SUCCEEDED -> EnumSet.noneOf(TaskStatus.class);
    };
  }
}
