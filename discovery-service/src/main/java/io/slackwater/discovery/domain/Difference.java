// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

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

  /** Differences for people: the first ten, and how many more. */
  public static String list(List<Difference> differences) {
    int shown = Math.min(differences.size(), 10);
    String text =
        differences.subList(0, shown).stream()
            .map(Difference::toString)
            .collect(Collectors.joining(", "));
    int more = differences.size() - shown;
    return more == 0 ? text : text + " and " + more + " more";
  }

  @Override
  public String toString() {
    return path + " " + change.name().toLowerCase(Locale.ROOT);
  }
}
