// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One running instance of an executor; new at every start.
 *
 * @param value the text of the identifier
 */
public record ExecutorId(@JsonValue String value) implements Comparable<ExecutorId> {

  /** What {@link #value()} must match. */
  public static final String PATTERN = Names.TOKEN;

  /**
   * Makes the identifier.
   *
   * @throws InvalidNameException when the text does not match {@link #PATTERN}
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ExecutorId {
    Names.require("ExecutorId", value, PATTERN);
  }

  @Override
  public int compareTo(ExecutorId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
