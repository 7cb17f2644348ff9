// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import com.fasterxml.jackson.databind.JsonNode;
import io.slackwater.dataservices.blueprint.LoadFailedException;
import java.time.Duration;

/**
 * What was read of a database.
 *
 * @param tables tables and materialized views, each of which was read from its first page to its
 *     last
 * @param invalidIndexes indexes the server does not use because they are not whole
 */
record TableCount(int tables, long rows, int invalidIndexes) {

  /** Index-only scans would answer from the visibility map; a sequential scan reads the table. */
  private static final String COUNT =
      """
      SET enable_indexscan = off; SET enable_indexonlyscan = off; SET enable_bitmapscan = off;
      BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;
      SELECT json_build_object('invalid', count(*)) FROM pg_index WHERE NOT indisvalid;
      SELECT format('SELECT json_build_object(''rows'', count(*)) FROM ONLY %I.%I', nspname, relname)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE (relkind = 'r' OR relkind = 'm' AND relispopulated)
        AND (relpersistence = 'p' OR relpersistence = 'u' AND NOT pg_is_in_recovery())
        AND nspname <> 'information_schema' AND nspname !~ '^pg_'
      ORDER BY nspname, relname \\gexec
      COMMIT;
      """;

  static TableCount of(PostgresqlClient client, String database, Duration timeout) {
    int tables = 0;
    long rows = 0;
    int invalid = 0;
    for (String line : client.query(database, COUNT, timeout).lines().toList()) {
      JsonNode answer = PostgresqlClient.parse(line);
      if (answer.has("invalid")) {
        invalid = answer.path("invalid").asInt();
      } else {
        tables++;
        rows += answer.path("rows").asLong();
      }
    }
    return new TableCount(tables, rows, invalid);
  }

  /** A restore builds every index anew, so an invalid one is a fault of the restore. */
  void mustBeWhole(String database) {
    if (invalidIndexes > 0) {
      throw new LoadFailedException(
          invalidIndexes + " indexes of the fresh database for " + database + " are invalid");
    }
  }
}
