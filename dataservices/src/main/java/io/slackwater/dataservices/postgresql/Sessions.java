// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import com.fasterxml.jackson.databind.JsonNode;
import io.slackwater.dataservices.blueprint.DataServiceQueryException;
import io.slackwater.dataservices.blueprint.SessionName;
import java.time.Duration;

/** Ends sessions and waits for positions, inside the server. */
final class Sessions {

  private final PostgresqlClient client;

  Sessions(PostgresqlClient client) {
    this.client = client;
  }

  /** Terminates the sessions of a task's older attempts and waits until they are gone. */
  int endOlder(SessionName name) {
    return end(
        "pid <> pg_backend_pid() AND "
            + Names.attemptCondition(
                "application_name", Names.applicationPrefix(name), "<", name.attempt()));
  }

  /** Terminates all sessions in a database. */
  void endAll(String database) {
    end("pid <> pg_backend_pid() AND datname = " + Sql.literal(database));
  }

  private int end(String which) {
    String sql =
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE "
            + which
            + ";\n"
            + awaitNone(which)
            + "SELECT count(*) FROM pg_stat_activity WHERE "
            + which
            + ";\n";
    String[] counts =
        client
            .query(PostgresqlClient.MAINTENANCE, sql, PostgresqlClient.SHORT)
            .strip()
            .split("\\s+", -1);
    if (counts.length != 2 || !counts[1].equals("0")) {
      throw new DataServiceQueryException(
          client.pod() + ": sessions were still there 20 s after they had been terminated");
    }
    return Integer.parseInt(counts[0]);
  }

  /** Each look at {@code pg_stat_activity} needs a snapshot of its own. */
  static String awaitNone(String which) {
    return "DO $slackwater$ BEGIN FOR i IN 1..200 LOOP PERFORM pg_stat_clear_snapshot(); "
        + "EXIT WHEN NOT EXISTS (SELECT FROM pg_stat_activity WHERE "
        + which
        + "); PERFORM pg_sleep(0.1); END LOOP; END $slackwater$;\n";
  }

  boolean awaitReplayed(long position, Duration wait) {
    String replayed = "pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')";
    String sql =
        "DO $slackwater$ BEGIN FOR i IN 1.."
            + Math.max(1, wait.toMillis() / 100)
            + " LOOP EXIT WHEN "
            + replayed
            + " >= "
            + position
            + "; PERFORM pg_sleep(0.1); END LOOP; END $slackwater$;\n"
            + "SELECT json_build_object('replayed', coalesce("
            + replayed
            + " >= "
            + position
            + ", false));\n";
    JsonNode answer =
        client.json(PostgresqlClient.MAINTENANCE, sql, wait.plus(PostgresqlClient.SHORT));
    return answer.path("replayed").asBoolean();
  }
}
