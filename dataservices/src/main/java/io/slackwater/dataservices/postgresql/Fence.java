// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import io.slackwater.dataservices.blueprint.SessionName;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * SQL that stops a script which works for an attempt that a later one has succeeded: it is judged
 * inside the server, however late the script gets there.
 */
final class Fence {

  private Fence() {}

  /**
   * Raises an error when a later attempt of the task has a session or a fresh database for one of
   * these, or when one of these was switched in by the task already.
   */
  static String sql(SessionName name, Set<String> targets) {
    String later =
        targets.stream()
            .map(
                target ->
                    Names.attemptCondition(
                        "datname::text",
                        Names.freshPrefix(target, name.task()),
                        ">",
                        name.attempt()))
            .collect(Collectors.joining(" OR "));
    String session =
        Names.attemptCondition(
            "application_name", Names.applicationPrefix(name), ">", name.attempt());
    String loaded =
        "SELECT FROM pg_db_role_setting c JOIN pg_database d ON d.oid = c.setdatabase"
            + " WHERE c.setrole = 0 AND d.datname IN (%s) AND %s = ANY (c.setconfig)"
                .formatted(
                    targets.stream().map(Sql::literal).collect(Collectors.joining(", ")),
                    Sql.literal(DatabaseState.LOADED_BY + "=" + name.task()));
    return "DO $slackwater$ BEGIN\n"
        + Stream.of(
                raise(
                    "SELECT FROM pg_database WHERE " + later,
                    "a later attempt of this task has begun to load"),
                raise(
                    "SELECT FROM pg_stat_activity WHERE " + session,
                    "a later attempt of this task is at work"),
                raise(loaded, "an attempt of this task has switched in its load already"))
            .collect(Collectors.joining())
        + "END $slackwater$;\n";
  }

  private static String raise(String query, String message) {
    return "IF EXISTS (%s) THEN RAISE EXCEPTION '%s'; END IF;\n".formatted(query, message);
  }
}
