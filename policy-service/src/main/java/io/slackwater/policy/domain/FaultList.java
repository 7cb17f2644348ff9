// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import io.slackwater.contracts.id.InvalidNameException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects faults while a document is read, so that all of them are named. Not thread-safe. */
final class FaultList {

  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final List<Fault> faults;

  FaultList() {
    this(List.of());
  }

  /** Goes on from faults that were found before. */
  FaultList(List<Fault> before) {
    faults = new ArrayList<>(before);
  }

  List<Fault> faults() {
    return List.copyOf(faults);
  }

  void add(String field, String what, String why, String action) {
    faults.add(new Fault(field, what, why, action));
  }

  /** Something needed is absent, unless its field's fault is why. */
  void missing(String field, String action) {
    if (faults.stream().anyMatch(fault -> fault.field().equals(field))) {
      return;
    }
    add(field, field + " is missing", "a policy needs it", action);
  }

  /** A name of some kind; absent when it is not one. */
  <T> @Nullable T name(String field, @Nullable String text, Function<String, T> kind) {
    if (text == null) {
      missing(field, "name it: lower case letters, digits and '-', at most 63");
      return null;
    }
    try {
      return kind.apply(text);
    } catch (InvalidNameException e) {
      String message = String.valueOf(e.getMessage());
      add(field, message, "it is an RFC 1123 label", "use lower case letters, digits and '-'");
      return null;
    }
  }

  /** A duration of at least {@code least}; absent when it is absent or not one. */
  @Nullable Duration duration(String field, @Nullable String text, Duration least) {
    return duration(field, text, least, LONGEST);
  }

  /** A duration from {@code least} to {@code most}; absent when it is absent or not one. */
  @Nullable Duration duration(String field, @Nullable String text, Duration least, Duration most) {
    if (text == null) {
      return null;
    }
    try {
      Duration duration = Duration.parse(text);
      if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
        return duration;
      }
      add(
          field,
          "%s is out of range".formatted(text),
          "it must be at least %s and at most %s"
              .formatted(least, most.equals(LONGEST) ? "100 years" : most.toString()),
          "give a duration in that range");
    } catch (DateTimeException e) {
      add(
          field,
          "'%s' is not a duration".formatted(text),
          "durations are written as ISO 8601 has them, in days and smaller",
          "write for example PT15M, PT6H or P1D");
    }
    return null;
  }
}
