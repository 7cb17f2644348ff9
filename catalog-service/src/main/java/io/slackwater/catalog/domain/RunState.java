// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.run.Outcome;
import java.util.EnumSet;
import java.util.Set;

/** The states of a run, and which may follow which; {@code docs/states.md} shows them. */
public enum RunState {
  PLANNED,
  RUNNING,
  SUCCEEDED,
  PARTIAL,
  FAILED,
  CANCELLED,
  REJECTED,
  EXPIRED;

  /** Whether the run is over. */
  public boolean settled() {
    return compareTo(SUCCEEDED) >= 0;
  }

  /** The states that may come next. Only an operator leads out of a settled one. */
  public Set<RunState> successors() {
    return switch (this) {
      case PLANNED -> EnumSet.complementOf(EnumSet.of(PLANNED));
      case RUNNING -> EnumSet.of(SUCCEEDED, PARTIAL, FAILED, CANCELLED, EXPIRED);
      case FAILED, EXPIRED -> EnumSet.of(RUNNING);
      case SUCCEEDED, PARTIAL, CANCELLED, REJECTED -> EnumSet.noneOf(RunState.class);
    };
  }

  static RunState of(Outcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> SUCCEEDED;
      case PARTIAL -> PARTIAL;
      case FAILED -> FAILED;
      case CANCELLED -> CANCELLED;
      case REJECTED -> REJECTED;
      case EXPIRED -> EXPIRED;
    };
  }
}
