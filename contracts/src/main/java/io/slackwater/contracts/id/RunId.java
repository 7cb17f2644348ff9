// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One run: the execution of one request for one application.
 *
 * @param value the text of the identifier
 */
public record RunId(@JsonValue String value) implements Comparable<RunId> {

  /** What {@link #value()} must match. */
  public static final String PATTERN = Names.TOKEN;

  /**
   * Makes the identifier.
   *
   * @throws InvalidNameException when the text does not match {@link #PATTERN}
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public RunId {
    Names.require("RunId", value, PATTERN);
  }

  @Override
  public int compareTo(RunId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
