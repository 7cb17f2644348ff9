// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import com.fasterxml.jackson.databind.JsonNode;
import io.slackwater.dataservices.blueprint.Dump;
import io.slackwater.dataservices.blueprint.DumpPart;
import io.slackwater.dataservices.blueprint.NoDumpSourceException;
import io.slackwater.dataservices.blueprint.Probe;
import io.slackwater.dataservices.exec.ProvedStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Dumps with PostgreSQL's own tools. */
final class DumpTools {

  /**
   * A dump that waits for a table's lock longer than this fails rather than stand in a queue for
   * hours.
   */
  private static final Duration LOCK_WAIT = Duration.ofMinutes(5);

  /** Objects that somebody made: initdb's have lower numbers. */
  static final String USER_OBJECTS =
      """
      SELECT json_build_object('any',
        EXISTS (SELECT FROM pg_class WHERE oid >= 16384)
        OR EXISTS (SELECT FROM pg_proc WHERE oid >= 16384)
        OR EXISTS (SELECT FROM pg_type WHERE oid >= 16384)
        OR EXISTS (SELECT FROM pg_namespace WHERE oid >= 16384 AND nspname !~ '^pg_(toast_)?temp_')
        OR EXISTS (SELECT FROM pg_extension WHERE oid >= 16384)
        OR EXISTS (SELECT FROM pg_largeobject_metadata));
      """;

  private final PostgresqlClient client;

  DumpTools(PostgresqlClient client) {
    this.client = client;
  }

  /** The maintenance database is left out while nobody has made anything in it. */
  List<DumpPart> parts(Probe probe) {
    List<DumpPart> parts = new ArrayList<>(List.of(new DumpPart.Globals()));
    for (Probe.Database database : probe.databases()) {
      if (!database.name().equals(PostgresqlClient.MAINTENANCE) || hasUserObjects()) {
        parts.add(new DumpPart.Database(database.name()));
      }
    }
    return parts;
  }

  private boolean hasUserObjects() {
    JsonNode answer =
        client.json(PostgresqlClient.MAINTENANCE, USER_OBJECTS, PostgresqlClient.SHORT);
    return answer.path("any").asBoolean();
  }

  Dump dump(DumpPart part, Probe probe, Duration timeout) {
    String version = probe.toolVersion();
    if (version == null) {
      throw new NoDumpSourceException(client.pod() + ": there is no pg_dump in the container");
    }
    return switch (part) {
      case DumpPart.Globals() -> {
        List<String> tool =
            List.of("pg_dumpall", "--globals-only", "--encoding=UTF8", "--no-password");
        ProvedStream content =
            client.dumpThenQuery(
                tool, PostgresqlClient.MAINTENANCE, DatabaseProperties.QUERY, timeout);
        yield new Dump(part, tool, version, probe.version(), content);
      }
      case DumpPart.Database(String name) -> {
        List<String> tool = tool(name, List.of());
        yield new Dump(part, tool, version, probe.version(), client.dump(tool, timeout));
      }
    };
  }

  /** Uncompressed, so that the repository finds what did not change. */
  static List<String> tool(String database, List<String> options) {
    List<String> tool =
        new ArrayList<>(List.of("pg_dump", "--format=custom", "--compress=0", "--no-password"));
    tool.add("--lock-wait-timeout=" + LOCK_WAIT.toMillis());
    tool.addAll(options);
    tool.add("--dbname=" + Sql.connection(database));
    return List.copyOf(tool);
  }
}
