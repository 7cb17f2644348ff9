// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import io.slackwater.contracts.run.Approach;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Approaches as people write them. */
public final class ApproachName {

  private ApproachName() {}

  static String of(Approach approach) {
    return approach.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The approach of that name; empty when there is none. */
  public static Optional<Approach> parse(String text) {
    return Arrays.stream(Approach.values())
        .filter(approach -> of(approach).equals(text))
        .findFirst();
  }

  static List<String> all() {
    return Arrays.stream(Approach.values()).map(ApproachName::of).toList();
  }
}
