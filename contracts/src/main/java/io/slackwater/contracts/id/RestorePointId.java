// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One restore point.
 *
 * @param value the text of the identifier
 */
public record RestorePointId(@JsonValue String value) implements Comparable<RestorePointId> {

  /** What {@link #value()} must match. */
  public static final String PATTERN = Names.TOKEN;

  /**
   * Makes the identifier.
   *
   * @throws InvalidNameException when the text does not match {@link #PATTERN}
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public RestorePointId {
    Names.require("RestorePointId", value, PATTERN);
  }

  @Override
  public int compareTo(RestorePointId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
