// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import com.fasterxml.jackson.databind.JsonNode;
import io.slackwater.dataservices.blueprint.Probe;
import io.slackwater.dataservices.exec.ExecResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks a server and the tools beside it what they are. */
final class ServerProbe {

  private static final String QUESTION =
      """
      SELECT json_build_object(
        'version', current_setting('server_version'),
        'number', current_setting('server_version_num')::int,
        'replica', pg_is_in_recovery(),
        'instance', (SELECT system_identifier::text FROM pg_control_system()),
        'position', pg_wal_lsn_diff(
          CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_flush_lsn() END,
          '0/0')::bigint,
        'streaming', EXISTS (SELECT FROM pg_stat_wal_receiver WHERE status = 'streaming'),
        'user', current_user,
        'superuser', (SELECT rolsuper FROM pg_roles WHERE rolname = current_user),
        'databases', (SELECT json_agg(json_build_object('name', datname, 'bytes', pg_database_size(oid)) ORDER BY datname)
          FROM pg_database WHERE datallowconn AND NOT datistemplate AND datname !~ '%1$s'),
        'closed', (SELECT json_agg(datname ORDER BY datname)
          FROM pg_database WHERE NOT datallowconn AND NOT datistemplate AND datname !~ '%1$s'));
      """
          .formatted(Names.OURS);

  private final PostgresqlClient client;

  ServerProbe(PostgresqlClient client) {
    this.client = client;
  }

  Probe probe() {
    JsonNode answer = client.json(PostgresqlClient.MAINTENANCE, QUESTION, PostgresqlClient.SHORT);
    ExecResult tool = client.run(PostgresqlClient.SHORT, "pg_dump", "--version");
    List<String> problems = new ArrayList<>();
    String toolVersion = null;
    if (tool.succeeded()) {
      toolVersion = tool.output().strip();
      if (major(toolVersion) < answer.path("number").asInt() / 10000) {
        problems.add(toolVersion + " is older than the server " + answer.path("version").asText());
      }
    } else {
      problems.add("there is no pg_dump in the container: " + String.join(" ", tool.messages()));
    }
    if (!answer.path("superuser").asBoolean()) {
      problems.add(
          "role "
              + answer.path("user").asText()
              + " is not a superuser: roles' passwords cannot be dumped and a load is refused");
    }
    for (JsonNode closed : answer.path("closed")) {
      problems.add("database " + closed.asText() + " allows no connections: it cannot be dumped");
    }
    List<Probe.Database> databases = new ArrayList<>();
    for (JsonNode database : answer.path("databases")) {
      databases.add(
          new Probe.Database(database.path("name").asText(), database.path("bytes").asLong()));
    }
    return new Probe(
        answer.path("version").asText(),
        answer.path("replica").asBoolean() ? Probe.Role.REPLICA : Probe.Role.PRIMARY,
        answer.path("instance").asText(),
        answer.path("position").asLong(),
        answer.path("streaming").asBoolean(),
        toolVersion,
        answer.path("superuser").asBoolean(),
        databases,
        problems);
  }

  /** Major version in {@code pg_dump (PostgreSQL) 15.14 (Debian ...)}; 0 when there is none. */
  static int major(@Nullable String toolVersion) {
    if (toolVersion == null) {
      return 0;
    }
    String number = toolVersion.replaceFirst("^[^)]*\\) ", "").replaceFirst("\\D.*$", "");
    return number.isEmpty() ? 0 : Integer.parseInt(number);
  }
}
