// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import java.util.ArrayList;
import java.util.List;

/** Everything that was checked, and whether it held. For one thread. */
final class Checks {

  private static final int SHOWN = 10;

  private final Narrator narrator;
  private final List<Check> all = new ArrayList<>();

  Checks(Narrator narrator) {
    this.narrator = narrator;
  }

  /**
   * One check.
   *
   * @param faults what was found instead; empty when it held
   */
  record Check(String name, boolean held, List<String> faults) {}

  /** Notes a check and tells it; whether it held. */
  boolean that(String name, List<String> faults) {
    all.add(new Check(name, faults.isEmpty(), List.copyOf(faults)));
    narrator.line("  " + (faults.isEmpty() ? "[held]   " : "[FAILED] ") + name);
    faults.stream().limit(SHOWN).forEach(fault -> narrator.line("             " + fault));
    return faults.isEmpty();
  }

  /** Notes a check that has one way to fail. */
  boolean that(String name, boolean held, String fault) {
    return that(name, held ? List.of() : List.of(fault));
  }

  List<Check> all() {
    return List.copyOf(all);
  }

  boolean allHeld() {
    return all.stream().allMatch(Check::held);
  }
}
