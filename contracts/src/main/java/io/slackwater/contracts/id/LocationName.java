// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A named place for bulk data.
 *
 * @param value the text of the identifier
 */
public record LocationName(@JsonValue String value) implements Comparable<LocationName> {

  /** What {@link #value()} must match. */
  public static final String PATTERN = Names.LABEL;

  /**
   * Makes the identifier.
   *
   * @throws InvalidNameException when the text does not match {@link #PATTERN}
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public LocationName {
    Names.require("LocationName", value, PATTERN);
  }

  @Override
  public int compareTo(LocationName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
