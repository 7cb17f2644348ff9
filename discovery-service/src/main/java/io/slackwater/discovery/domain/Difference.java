// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import java.util.Locale;

/**
 * One place in which two objects differ. It names no value: what differs may be a password.
 *
 * @param path a JSON pointer
 */
public record Difference(String path, Change change) {

  /** How they differ. */
  public enum Change {
    /** It was there and is not any more. */
    MISSING,
    /** It was not there. */
    ADDED,
    /** It has another value. */
    CHANGED
  }

  @Override
  public String toString() {
    return path + " " + change.name().toLowerCase(Locale.ROOT);
  }
}
