// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.api;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Query parameters that are names from a closed set. */
final class Filters {
  private Filters() {}

  /** The name as given; absent when it was not, refused when there is none like it. */
  static <E extends Enum<E>> @Nullable String state(Class<E> type, @Nullable String name) {
    List<String> known = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    if (name == null || known.contains(name)) {
      return name;
    }
    throw ProblemException.invalid("'%s' is none of %s: give one of them".formatted(name, known));
  }
}
