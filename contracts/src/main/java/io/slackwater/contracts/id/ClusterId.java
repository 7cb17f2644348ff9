// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A cluster, by its name in the fleet; part of topic names.
 *
 * @param value the text of the identifier
 */
public record ClusterId(@JsonValue String value) implements Comparable<ClusterId> {

  /** What {@link #value()} must match. */
  public static final String PATTERN = Names.LABEL;

  /**
   * Makes the identifier.
   *
   * @throws InvalidNameException when the text does not match {@link #PATTERN}
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ClusterId {
    Names.require("ClusterId", value, PATTERN);
  }

  @Override
  public int compareTo(ClusterId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
