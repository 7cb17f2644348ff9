// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options and parameters of one command line, taken apart by {@link ArgumentParser}. */
final class Arguments {

  private final Map<Option, List<String>> options = new LinkedHashMap<>();
  private final List<String> words = new ArrayList<>();

  void add(Option option, String value) {
    options.computeIfAbsent(option, key -> new ArrayList<>()).add(value);
  }

  void add(String word) {
    words.add(word);
  }

  /** Returns the parameters. */
  List<String> words() {
    return words;
  }

  /** Tells whether a flag is set; {@code --flag=false} takes it back. */
  boolean has(Option flag) {
    String last = last(flag);
    return last != null && !last.equals("false");
  }

  /** Returns an option's value, the last one if it was given more than once. */
  @Nullable String last(Option option) {
    List<String> values = options.get(option);
    return values == null ? null : values.getLast();
  }

  /** Returns the value of an option that must be there. */
  String required(Option option) {
    String value = last(option);
    if (value == null) {
      throw new UsageException("--%s %s is missing".formatted(option.name(), option.value()));
    }
    return value;
  }

  /** Returns all values of an option that may be repeated. */
  List<String> all(Option option) {
    return options.getOrDefault(option, List.of());
  }

  /** As {@link #all}, where commas separate values, too. */
  List<String> split(Option option) {
    return all(option).stream().flatMap(value -> Arrays.stream(value.split(","))).toList();
  }

  /** Returns the number that an option gives, or another one without it. */
  int number(Option option, int otherwise) {
    String value = last(option);
    try {
      return value == null ? otherwise : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new UsageException("--%s: '%s' is no whole number".formatted(option.name(), value));
    }
  }
}
