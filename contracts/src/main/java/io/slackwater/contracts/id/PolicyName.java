// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A policy, by its name in the hub.
 *
 * @param value the text of the identifier
 */
public record PolicyName(@JsonValue String value) implements Comparable<PolicyName> {

  /** What {@link #value()} must match. */
  public static final String PATTERN = Names.LABEL;

  /**
   * Makes the identifier.
   *
   * @throws InvalidNameException when the text does not match {@link #PATTERN}
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PolicyName {
    Names.require("PolicyName", value, PATTERN);
  }

  @Override
  public int compareTo(PolicyName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
