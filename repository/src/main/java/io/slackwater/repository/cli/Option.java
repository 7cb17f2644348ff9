// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import org.jspecify.annotations.Nullable;

/**
 * An option of the command line.
 *
 * @param letter its short name, without the dash
 * @param name its long name, without the dashes
 * @param value what its value is called; null for a flag, which has none
 * @param description for the help
 */
record Option(@Nullable Character letter, String name, @Nullable String value, String description) {

  static Option flag(String name, String description) {
    return new Option(null, name, null, description);
  }

  static Option flag(char letter, String name, String description) {
    return new Option(letter, name, null, description);
  }

  static Option of(String name, String value, String description) {
    return new Option(null, name, value, description);
  }

  static Option of(char letter, String name, String value, String description) {
    return new Option(letter, name, value, description);
  }

  /** Returns its part of the help. */
  String help() {
    String names = (letter == null ? "    " : "-" + letter + ", ") + "--" + name;
    return "  %s%n        %s%n".formatted(value == null ? names : names + " " + value, description);
  }
}
