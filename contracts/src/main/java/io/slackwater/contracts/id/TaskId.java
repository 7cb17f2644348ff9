// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One task of a run; the same for all its attempts.
 *
 * @param value the text of the identifier
 */
public record TaskId(@JsonValue String value) implements Comparable<TaskId> {

  /** What {@link #value()} must match. */
  public static final String PATTERN = Names.TOKEN;

  /**
   * Makes the identifier.
   *
   * @throws InvalidNameException when the text does not match {@link #PATTERN}
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public TaskId {
    Names.require("TaskId", value, PATTERN);
  }

  @Override
  public int compareTo(TaskId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
