// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a database says of itself in its settings, which go along when it is renamed.
 *
 * @param open whether it allows connections
 * @param loadedBy the task that switched it in; empty when none did
 * @param closedBy the task that closed it for its switch; empty when none did
 */
record DatabaseState(boolean open, String loadedBy, String closedBy) {

  static final String LOADED_BY = "slackwater.loaded_by";
  static final String CLOSED_BY = "slackwater.closed_by";

  /** A database in which all others can be asked about and changed. */
  static final String ANY_OPEN = "template1";

  private static final String QUERY =
      """
      SELECT coalesce(json_agg(json_build_object('name', datname, 'open', datallowconn, 'settings',
        (SELECT json_object_agg(split_part(s, '=', 1), substr(s, strpos(s, '=') + 1))
         FROM pg_db_role_setting c, unnest(c.setconfig) s
         WHERE c.setdatabase = d.oid AND c.setrole = 0 AND s LIKE 'slackwater.%'))), '[]')
      FROM pg_database d;
      """;

  /** All databases of the server by name. */
  static Map<String, DatabaseState> all(PostgresqlClient client) {
    Map<String, DatabaseState> states = new LinkedHashMap<>();
    for (JsonNode database : client.json(ANY_OPEN, QUERY, PostgresqlClient.SHORT)) {
      JsonNode settings = database.path("settings");
      states.put(
          database.path("name").asText(),
          new DatabaseState(
              database.path("open").asBoolean(),
              settings.path(LOADED_BY).asText(""),
              settings.path(CLOSED_BY).asText("")));
    }
    return states;
  }
}
