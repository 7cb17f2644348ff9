// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import com.fasterxml.jackson.databind.JsonNode;
import io.slackwater.dataservices.DataServiceException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The databases a task made, in all the states that a crash can leave them in. A setting of the
 * database says which task loaded it; it is set before the switch and goes along with the renaming,
 * so that it tells a load that took effect from one that did not.
 */
final class Switch {

  private static final String MARK = "slackwater.loaded_by";

  private static final String STATE =
      """
      SELECT coalesce(json_agg(json_build_object('name', datname, 'open', datallowconn, 'mark',
        (SELECT substr(s, %d) FROM pg_db_role_setting c, unnest(c.setconfig) s
         WHERE c.setdatabase = d.oid AND c.setrole = 0 AND s LIKE '%s=%%' LIMIT 1))), '[]')
      FROM pg_database d;
      """
          .formatted(MARK.length() + 2, MARK);

  private record State(boolean open, String mark) {}

  private final PostgresqlClient client;
  private final Sessions sessions;
  private final String task;

  Switch(PostgresqlClient client, Sessions sessions, String task) {
    this.client = client;
    this.sessions = sessions;
    this.task = task;
  }

  /** Opens databases that an earlier attempt of this task had closed for its switch. */
  void reopen(Set<String> targets) {
    Map<String, State> states = states();
    for (String target : targets) {
      State state = states.get(target);
      boolean ours = states.containsKey(Names.fresh(target, task));
      if (state != null && !state.open() && (ours || state.mark().equals(task))) {
        allow(target);
      }
    }
  }

  /** Drops what an earlier attempt of this task had not switched in, and returns what it had. */
  Set<String> tidy(Set<String> targets) {
    Map<String, State> states = states();
    Set<String> done = new HashSet<>();
    for (String target : targets) {
      State state = states.get(target);
      if (state != null && state.mark().equals(task)) {
        done.add(target);
      }
      if (states.containsKey(Names.fresh(target, task))) {
        drop(Names.fresh(target, task));
      }
    }
    return done;
  }

  /**
   * Renames all of them within one transaction. Connections are refused for that moment, or a
   * client that reconnects at once would hold it up; the script runs to its end even if this side
   * goes away.
   */
  void switchIn(Set<String> targets) {
    if (targets.isEmpty()) {
      return;
    }
    Map<String, State> states = states();
    List<String> closed = new ArrayList<>();
    StringBuilder prepare = new StringBuilder();
    StringBuilder rename = new StringBuilder("BEGIN;\n");
    StringBuilder open = new StringBuilder("COMMIT;\n");
    for (String target : targets) {
      String fresh = Names.fresh(target, task);
      prepare.append(
          "ALTER DATABASE %s SET %s TO %s;\n"
              .formatted(Sql.identifier(fresh), MARK, Sql.literal(task)));
      prepare.append(connections(fresh, false));
      closed.add(fresh);
      if (states.containsKey(target)) {
        prepare.append(connections(target, false));
        closed.add(target);
        rename.append(renaming(target, Names.before(target, task)));
      }
      rename.append(renaming(fresh, target));
      open.append(connections(target, true));
    }
    String sessionsOfThem =
        "pid <> pg_backend_pid() AND datname IN ("
            + closed.stream().map(Sql::literal).collect(Collectors.joining(", "))
            + ")";
    prepare.append(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE "
            + sessionsOfThem
            + ";\n");
    prepare.append(Sessions.awaitNone(sessionsOfThem));
    String database =
        targets.contains(PostgresqlClient.MAINTENANCE) ? "template1" : PostgresqlClient.MAINTENANCE;
    try {
      client.toTheEnd(database, "" + prepare + rename + open, PostgresqlClient.SHORT);
    } catch (DataServiceException e) {
      reopenAfter(e, targets);
      throw e;
    }
  }

  /** What was there before must be open again after a switch that failed. */
  private void reopenAfter(DataServiceException failure, Set<String> targets) {
    try {
      reopen(targets);
    } catch (DataServiceException e) {
      failure.addSuppressed(e);
    }
  }

  /** Databases that were replaced and are still there, by the name of what replaced them. */
  record Replaced(Map<String, String> kept, List<String> messages) {}

  /**
   * Drops what was replaced unless it is to be kept. The load has taken effect, so nothing here
   * makes it fail.
   */
  Replaced replaced(Set<String> targets, boolean keep) {
    Map<String, String> kept = new LinkedHashMap<>();
    List<String> messages = new ArrayList<>();
    try {
      Set<String> names = states().keySet();
      for (String target : targets) {
        String before = Names.before(target, task);
        if (names.contains(before)) {
          kept.put(target, before);
        }
      }
      if (!keep) {
        for (String target : List.copyOf(kept.keySet())) {
          drop(Names.before(target, task));
          kept.remove(target);
        }
      }
    } catch (DataServiceException e) {
      messages.add("not every replaced database could be dropped: " + e.getMessage());
    }
    return new Replaced(kept, messages);
  }

  private void drop(String database) {
    client.query(anyOpen(), connections(database, false), PostgresqlClient.SHORT);
    sessions.endAll(database);
    client.query(
        anyOpen(), "DROP DATABASE " + Sql.identifier(database) + ";", PostgresqlClient.SHORT);
  }

  private void allow(String database) {
    client.query(anyOpen(), connections(database, true), PostgresqlClient.SHORT);
  }

  private static String connections(String database, boolean allowed) {
    return "ALTER DATABASE %s WITH ALLOW_CONNECTIONS %s;\n"
        .formatted(Sql.identifier(database), allowed);
  }

  private static String renaming(String from, String to) {
    return "ALTER DATABASE %s RENAME TO %s;\n".formatted(Sql.identifier(from), Sql.identifier(to));
  }

  private static String anyOpen() {
    return "template1";
  }

  private Map<String, State> states() {
    Map<String, State> states = new LinkedHashMap<>();
    for (JsonNode database : client.json(anyOpen(), STATE, PostgresqlClient.SHORT)) {
      states.put(
          database.path("name").asText(),
          new State(database.path("open").asBoolean(), database.path("mark").asText("")));
    }
    return states;
  }
}
