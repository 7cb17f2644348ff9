// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes a command line apart as restic's does: options before or after the command and between its
 * parameters, {@code --name value}, {@code --name=value}, {@code -n value}, {@code -nvalue}, flags
 * together as {@code -fn}, and {@code --} before parameters that begin with a dash. Says what a
 * command takes in code, not by annotations, because looking those up would take longer than many a
 * command. Used once.
 */
final class ArgumentParser {

  private final Deque<String> left;
  private final List<Option> known = new ArrayList<>(GlobalOptions.ALL);
  private final Arguments arguments = new Arguments();
  private @Nullable Command command;

  ArgumentParser(List<String> line) {
    this.left = new ArrayDeque<>(line);
  }

  /** Returns the command that was named; null if there was none. */
  @Nullable Command command() {
    return command;
  }

  /**
   * Takes the line apart.
   *
   * @throws UsageException if it holds what the command does not take
   */
  Arguments parse() {
    boolean wordsOnly = false;
    while (!left.isEmpty()) {
      String next = left.removeFirst();
      if (wordsOnly || next.equals("-") || !next.startsWith("-")) {
        word(next);
      } else if (next.equals("--")) {
        wordsOnly = true;
      } else if (next.startsWith("--")) {
        option(next.substring(2));
      } else {
        letters(next.substring(1));
      }
    }
    return arguments;
  }

  private void word(String word) {
    if (command == null) {
      command = Commands.named(word);
      known.addAll(command.syntax().options());
    } else {
      arguments.add(word);
    }
  }

  private void option(String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    Option option = find("--" + name, candidate -> candidate.name().equals(name));
    if (equals >= 0) {
      arguments.add(option, text.substring(equals + 1));
    } else {
      arguments.add(option, option.value() == null ? "true" : value(option));
    }
  }

  private void letters(String text) {
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      Option option =
          find(
              "-" + letter,
              candidate -> candidate.letter() != null && candidate.letter() == letter);
      if (option.value() == null) {
        arguments.add(option, "true");
        continue;
      }
      String rest = text.substring(at + 1);
      if (rest.isEmpty()) {
        arguments.add(option, value(option));
      } else {
        arguments.add(option, rest.startsWith("=") ? rest.substring(1) : rest);
      }
      return;
    }
  }

  private String value(Option option) {
    String value = left.pollFirst();
    if (value == null) {
      throw new UsageException("--%s %s: no value".formatted(option.name(), option.value()));
    }
    return value;
  }

  private Option find(String given, Predicate<Option> wanted) {
    return known.stream()
        .filter(wanted)
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "unknown option: %s; --help tells which there are".formatted(given)));
  }
}
