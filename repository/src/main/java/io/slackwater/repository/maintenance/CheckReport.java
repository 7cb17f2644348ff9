// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.maintenance;

import java.util.List;

/**
 * What check found.
 *
 * @param errors damage: something cannot be restored, or will not be soon
 * @param hints harmless leftovers, such as packs that a crashed backup left without index; prune
 *     removes them
 * @param snapshots how many were checked
 * @param packs how many were checked
 * @param packsRead of how many the whole content was read
 */
public record CheckReport(
    List<CheckProblem> errors, List<CheckProblem> hints, int snapshots, int packs, int packsRead) {

  public CheckReport {
    errors = List.copyOf(errors);
    hints = List.copyOf(hints);
  }

  /** Tells whether the content of every pack was read. */
  public boolean readData() {
    return packsRead == packs;
  }

  /** Tells whether nothing is damaged. */
  public boolean isSound() {
    return errors.isEmpty();
  }
}
