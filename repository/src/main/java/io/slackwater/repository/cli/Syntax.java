// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import java.util.List;

/**
 * What the line of a command may hold beside the options that every command takes.
 *
 * @param name of the command
 * @param words what its parameters are called
 * @param fewest parameters
 * @param most parameters
 * @param description for the help
 * @param options its own options
 */
record Syntax(
    String name, String words, int fewest, int most, String description, List<Option> options) {

  /** A command without parameters. */
  static Syntax of(String name, String description, Option... options) {
    return new Syntax(name, "", 0, 0, description, List.of(options));
  }

  /** Returns the command's help. */
  String help() {
    StringBuilder text = new StringBuilder("usage: slackwater-repository ").append(name);
    text.append(" [options] ").append(words).append("\n\n").append(description).append("\n\n");
    options.forEach(option -> text.append(option.help()));
    text.append('\n');
    GlobalOptions.ALL.forEach(option -> text.append(option.help()));
    return text.toString();
  }
}
