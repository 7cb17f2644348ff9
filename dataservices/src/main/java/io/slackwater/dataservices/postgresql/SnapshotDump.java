// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import com.fasterxml.jackson.databind.JsonNode;
import io.slackwater.dataservices.blueprint.DataServiceQueryException;
import io.slackwater.dataservices.blueprint.Dump;
import io.slackwater.dataservices.blueprint.DumpPart;
import io.slackwater.dataservices.blueprint.NoDumpSourceException;
import io.slackwater.dataservices.blueprint.Probe;
import io.slackwater.dataservices.blueprint.SnapshotLostException;
import io.slackwater.dataservices.exec.ExecFailedException;
import io.slackwater.dataservices.exec.ProvedStream;
import io.slackwater.dataservices.hold.KeptSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Dumps that show what exported snapshots show.
 *
 * <p>A snapshot does not protect a table from TRUNCATE or from being written anew: whoever took it
 * before finds the table empty. From the first byte on, pg_dump has all its tables locked against
 * that, and only what happened before must be looked for.
 */
final class SnapshotDump {

  private static final Pattern OURS = Pattern.compile(Names.OURS);

  /** The catalog is read as of the snapshot, the function answers as of now. */
  private static final String CHANGED =
      """
      SELECT json_build_object('changed',
        (SELECT string_agg(format('%I.%I', nspname, relname), ', ' ORDER BY c.oid)
        FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
        WHERE relkind = 'r' AND relpersistence <> 't' AND c.oid >= 16384
        AND relfilenode IS DISTINCT FROM pg_relation_filenode(c.oid)));
      """;

  private final PostgresqlClient client;

  SnapshotDump(PostgresqlClient client) {
    this.client = client;
  }

  List<DumpPart> parts(List<KeptSnapshot> kept) {
    List<DumpPart> parts = new ArrayList<>(List.of(new DumpPart.Globals()));
    for (KeptSnapshot snapshot : kept) {
      String database = snapshot.database();
      boolean maintenance = database.equals(PostgresqlClient.MAINTENANCE);
      if (!OURS.matcher(database).find()
          && (!maintenance || asOf(snapshot, DumpTools.USER_OBJECTS).path("any").asBoolean())) {
        parts.add(new DumpPart.Database(database));
      }
    }
    return parts;
  }

  Dump dump(KeptSnapshot kept, Probe probe, Duration timeout) {
    String version = probe.toolVersion();
    if (version == null) {
      throw new NoDumpSourceException(client.pod() + ": there is no pg_dump in the container");
    }
    List<String> tool = DumpTools.tool(kept.database(), List.of("--snapshot=" + kept.snapshot()));
    ProvedStream content = client.dump(tool, timeout);
    return new Dump(
        new DumpPart.Database(kept.database()),
        tool,
        version,
        probe.version(),
        content,
        () -> requireTakenOver(kept, content));
  }

  private void requireTakenOver(KeptSnapshot kept, ProvedStream content) {
    try {
      content.awaitOutput();
    } catch (ExecFailedException e) {
      throw lost(kept, e);
    }
    JsonNode changed = asOf(kept, CHANGED).path("changed");
    if (!changed.isNull()) {
      throw new SnapshotLostException(
          client.pod()
              + ": tables of database "
              + kept.database()
              + " were truncated, dropped or written anew before the dump could lock them: "
              + changed.asText());
    }
  }

  private JsonNode asOf(KeptSnapshot kept, String question) {
    String sql =
        "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY;\nSET TRANSACTION SNAPSHOT "
            + Sql.literal(kept.snapshot())
            + ";\n"
            + question
            + "COMMIT;\n";
    try {
      return client.json(kept.database(), sql, PostgresqlClient.SHORT);
    } catch (DataServiceQueryException e) {
      throw lost(kept, e);
    }
  }

  private SnapshotLostException lost(KeptSnapshot kept, Exception cause) {
    return new SnapshotLostException(
        client.pod()
            + ": the snapshot "
            + kept.snapshot()
            + " of database "
            + kept.database()
            + " cannot be taken over; has what kept it ended? "
            + cause.getMessage(),
        cause);
  }
}
