// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import io.slackwater.dataservices.DataServiceException;
import io.slackwater.dataservices.blueprint.SessionName;
import io.slackwater.dataservices.blueprint.Standing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The databases the attempts of a task made, in all the states that a crash can leave them in. A
 * setting of the database says which task loaded it; it is set in the transaction of the switch, so
 * that it tells a load that took effect from one that did not. An attempt drops only what is its
 * own or of an attempt before it.
 */
final class Switch {

  private final PostgresqlClient client;
  private final Sessions sessions;
  private final SessionName name;
  private final Standing standing;

  Switch(PostgresqlClient client, Sessions sessions, SessionName name, Standing standing) {
    this.client = client;
    this.sessions = sessions;
    this.name = name;
    this.standing = standing;
  }

  /** Opens databases that an attempt of this task had closed for its switch. */
  void reopen(Set<String> targets) {
    Map<String, DatabaseState> states = DatabaseState.all(client);
    for (String target : targets) {
      DatabaseState state = states.get(target);
      if (state != null && !state.open() && state.closedBy().equals(name.task())) {
        standing.check();
        client.query(DatabaseState.ANY_OPEN, open(target), PostgresqlClient.SHORT);
      }
    }
  }

  /**
   * Drops what earlier attempts of this task had not switched in, and returns which databases they
   * had. From then on no earlier attempt can switch in what it had loaded: it is gone.
   */
  Set<String> tidy(Set<String> targets) {
    for (String existing : DatabaseState.all(client).keySet()) {
      for (String target : targets) {
        OptionalInt attempt = Names.attempt(existing, Names.freshPrefix(target, name.task()));
        if (attempt.isPresent() && attempt.getAsInt() < name.attempt()) {
          drop(existing);
        }
      }
    }
    // Only now: one of them may have been switched in since.
    Set<String> done = new HashSet<>();
    Map<String, DatabaseState> states = DatabaseState.all(client);
    for (String target : targets) {
      DatabaseState state = states.get(target);
      if (state != null && state.loadedBy().equals(name.task())) {
        done.add(target);
      }
    }
    return done;
  }

  /**
   * Renames all of them within one transaction, in which the fence is judged once more. Connections
   * are refused for that moment, or a client that reconnects at once would hold it up; the script
   * runs to its end even if this side goes away.
   */
  void switchIn(Set<String> targets) {
    if (targets.isEmpty()) {
      return;
    }
    Set<String> existing = DatabaseState.all(client).keySet();
    List<String> closed = new ArrayList<>();
    StringBuilder prepare = new StringBuilder(Fence.sql(name, targets));
    StringBuilder rename = new StringBuilder("BEGIN;\n" + Fence.sql(name, targets));
    for (String target : targets) {
      String fresh = Names.fresh(target, name);
      prepare.append(connections(fresh, false));
      closed.add(fresh);
      if (existing.contains(target)) {
        prepare.append(close(target));
        closed.add(target);
        rename.append(renaming(target, Names.before(target, name)));
      }
      rename.append(renaming(fresh, target));
      rename.append(setting(target, DatabaseState.LOADED_BY, name.task()));
      rename.append(open(target));
    }
    rename.append("COMMIT;\n");
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
        targets.contains(PostgresqlClient.MAINTENANCE)
            ? DatabaseState.ANY_OPEN
            : PostgresqlClient.MAINTENANCE;
    standing.check();
    client.toTheEnd(database, "" + prepare + rename, PostgresqlClient.SHORT);
  }

  /**
   * After a load that failed: its own fresh databases take room for nothing, and what it had closed
   * must be open again.
   */
  void abandon(Set<String> targets, DataServiceException failure) {
    try {
      Set<String> existing = DatabaseState.all(client).keySet();
      for (String target : targets) {
        if (existing.contains(Names.fresh(target, name))) {
          drop(Names.fresh(target, name));
        }
      }
      reopen(targets);
    } catch (DataServiceException e) {
      failure.addSuppressed(e);
    }
  }

  /** Databases that were replaced and are still there, by the name of what replaced them. */
  record Replaced(Map<String, String> kept, List<String> messages) {}

  /**
   * Drops what this attempt or one before it replaced, unless it is to be kept. The load has taken
   * effect, so nothing here makes it fail.
   */
  Replaced replaced(Set<String> targets, boolean keep) {
    Map<String, String> kept = new LinkedHashMap<>();
    List<String> messages = new ArrayList<>();
    try {
      Map<String, DatabaseState> states = DatabaseState.all(client);
      for (String target : targets) {
        DatabaseState state = states.get(target);
        if (state != null && state.loadedBy().equals(name.task())) {
          states.keySet().stream()
              .filter(database -> isReplaced(database, target))
              .forEach(database -> kept.put(target, database));
        }
      }
      if (!keep) {
        for (Map.Entry<String, String> database : List.copyOf(kept.entrySet())) {
          drop(database.getValue());
          kept.remove(database.getKey());
        }
      }
    } catch (DataServiceException e) {
      messages.add("not every replaced database could be dropped: " + e.getMessage());
    }
    return new Replaced(kept, messages);
  }

  private boolean isReplaced(String database, String target) {
    OptionalInt attempt = Names.attempt(database, Names.beforePrefix(target, name.task()));
    return attempt.isPresent() && attempt.getAsInt() <= name.attempt();
  }

  /** It may be gone meanwhile: switched in or dropped by the attempt it belongs to. */
  private void drop(String database) {
    standing.check();
    client.query(
        DatabaseState.ANY_OPEN,
        "SELECT format('ALTER DATABASE %%I WITH ALLOW_CONNECTIONS false', datname) FROM pg_database WHERE datname = %s \\gexec\n"
            .formatted(Sql.literal(database)),
        PostgresqlClient.SHORT);
    sessions.endAll(database);
    standing.check();
    client.query(
        DatabaseState.ANY_OPEN,
        "SET client_min_messages TO warning; DROP DATABASE IF EXISTS "
            + Sql.identifier(database)
            + ";",
        PostgresqlClient.SHORT);
  }

  /** In this order: a database that is closed says by whom. */
  private String close(String database) {
    return setting(database, DatabaseState.CLOSED_BY, name.task()) + connections(database, false);
  }

  private static String open(String database) {
    return connections(database, true)
        + "ALTER DATABASE %s RESET %s;\n"
            .formatted(Sql.identifier(database), DatabaseState.CLOSED_BY);
  }

  private static String setting(String database, String setting, String value) {
    return "ALTER DATABASE %s SET %s TO %s;\n"
        .formatted(Sql.identifier(database), setting, Sql.literal(value));
  }

  private static String connections(String database, boolean allowed) {
    return "ALTER DATABASE %s WITH ALLOW_CONNECTIONS %s;\n"
        .formatted(Sql.identifier(database), allowed);
  }

  private static String renaming(String from, String to) {
    return "ALTER DATABASE %s RENAME TO %s;\n".formatted(Sql.identifier(from), Sql.identifier(to));
  }
}
