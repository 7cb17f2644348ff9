// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.restorepoint.RestorePointState;
import java.util.EnumSet;
import java.util.Set;

/** Which state of a restore point may follow which; {@code docs/states.md} shows them. */
public final class RestorePointStates {
  private RestorePointStates() {}

  /** The states that may come next. */
  public static Set<RestorePointState> successors(RestorePointState state) {
    return switch (state) {
      case BUILDING ->
          EnumSet.of(
              RestorePointState.COMPLETE, RestorePointState.PARTIAL, RestorePointState.FAILED);
      case COMPLETE -> EnumSet.of(RestorePointState.EXPORTING, RestorePointState.RETIRING);
      case EXPORTING -> EnumSet.of(RestorePointState.EXPORTED, RestorePointState.PARTIAL);
      case EXPORTED, PARTIAL, FAILED -> EnumSet.of(RestorePointState.RETIRING);
      case RETIRING -> EnumSet.of(RestorePointState.RETIRED);
      case RETIRED -> EnumSet.noneOf(RestorePointState.class);
    };
  }

  /** Whether an application can be restored from a point in this state. */
  public static boolean restorable(RestorePointState state) {
    return switch (state) {
      case COMPLETE, EXPORTED, PARTIAL -> true;
      case BUILDING, EXPORTING, FAILED, RETIRING, RETIRED -> false;
    };
  }
}
