// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.blueprint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a load did.
 *
 * @param rolesCreated roles that were missing
 * @param rolesKept roles that were there already, left as they were
 * @param messages what the tools said, and what could not be brought back though the data could
 */
public record LoadReport(
    String toolVersion,
    String serverVersion,
    List<String> rolesCreated,
    List<String> rolesKept,
    List<LoadedDatabase> databases,
    List<String> messages) {

  /**
   * A database that is switched in.
   *
   * @param loadedBefore whether an earlier attempt of the same task had switched it in; then
   *     nothing was counted
   * @param tables number of tables, each of which was read
   * @param rows rows in all of them
   * @param replacedKeptAs name of the database it replaced, when that is still there
   */
  public record LoadedDatabase(
      String name, boolean loadedBefore, int tables, long rows, @Nullable String replacedKeptAs) {}

  public LoadReport {
    rolesCreated = List.copyOf(rolesCreated);
    rolesKept = List.copyOf(rolesKept);
    databases = List.copyOf(databases);
    messages = List.copyOf(messages);
  }
}
