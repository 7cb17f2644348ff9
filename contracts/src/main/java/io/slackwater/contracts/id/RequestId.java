// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One request; chosen by its publisher, so that publishing it twice takes effect once.
 *
 * @param value the text of the identifier
 */
public record RequestId(@JsonValue String value) implements Comparable<RequestId> {

  /** What {@link #value()} must match. */
  public static final String PATTERN = Names.TOKEN;

  /**
   * Makes the identifier.
   *
   * @throws InvalidNameException when the text does not match {@link #PATTERN}
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public RequestId {
    Names.require("RequestId", value, PATTERN);
  }

  @Override
  public int compareTo(RequestId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
