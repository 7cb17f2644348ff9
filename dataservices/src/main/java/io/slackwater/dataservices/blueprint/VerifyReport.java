// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.blueprint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verification found.
 *
 * @param faults what is wrong, for a person; empty when everything that was checked is right
 */
public record VerifyReport(
    String serverVersion, List<DatabaseCheck> databases, List<String> faults) {

  /**
   * One database.
   *
   * @param tables number of tables, each of which was read
   * @param rows rows in all of them
   * @param checker tool and version that checked its structures; null when none did
   * @param checkerSkipped why none did; null when one did
   */
  public record DatabaseCheck(
      String name,
      int tables,
      long rows,
      @Nullable String checker,
      @Nullable String checkerSkipped) {}

  public VerifyReport {
    databases = List.copyOf(databases);
    faults = List.copyOf(faults);
  }

  public boolean sound() {
    return faults.isEmpty();
  }
}
