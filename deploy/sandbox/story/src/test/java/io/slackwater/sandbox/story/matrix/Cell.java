// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.matrix;

import java.util.List;

/**
 * What came of killing one victim at one border.
 *
 * @param struck how many there were to kill: sessions, shells; 0 when the hold had none any more
 * @param settled how the run ended
 * @param claim what its restore point says that it is; a dash when there is none
 * @param pauseMillis the longest that a writer waited
 * @param again the tasks that took more than one attempt
 * @param next what the next backup came to
 * @param tries how often it took to strike at the border
 * @param faults what must not be; empty when all is well
 */
record Cell(
    Victim victim,
    Border border,
    int struck,
    String settled,
    String claim,
    long pauseMillis,
    String again,
    String next,
    int tries,
    List<String> faults) {

  static final List<String> HEAD =
      List.of(
          "| killed | at | of them | run | its point | longest pause | tried again | next backup | tries | |",
          "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");

  Cell {
    faults = List.copyOf(faults);
  }

  /** As a row of a table. */
  String row() {
    return "| %s | %s | %d | %s | %s | %d ms | %s | %s | %d | %s |"
        .formatted(
            victim.title(),
            border.title(),
            struck,
            settled,
            claim,
            pauseMillis,
            again,
            next,
            tries,
            String.join("; ", faults).replace('\n', ' '));
  }
}
