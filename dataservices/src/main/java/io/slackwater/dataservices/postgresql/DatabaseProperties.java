// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a database as a whole and is in neither its dump nor {@code pg_dumpall
 * --globals-only}: a load goes into a database of another name, so {@code pg_restore --create}
 * cannot bring it back. It is kept as a comment line for each database at the end of the globals,
 * which stay plain SQL.
 */
record DatabaseProperties(String name, JsonNode json) {

  static final String LINE = "--slackwater:database ";

  /**
   * One line for each database that is dumped. The row is read as JSON because its columns differ
   * by version.
   */
  static final String QUERY =
      """
      SELECT '%s' || json_build_object(
        'name', datname,
        'owner', pg_get_userbyid(datdba),
        'encoding', pg_encoding_to_char(encoding),
        'collate', datcollate,
        'ctype', datctype,
        'provider', to_jsonb(d) ->> 'datlocprovider',
        'locale', coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale'),
        'connections', datconnlimit,
        'comment', shobj_description(d.oid, 'pg_database'),
        'settings', (SELECT json_agg(json_build_object('role', r.rolname, 'setting', s.setting))
          FROM pg_db_role_setting c LEFT JOIN pg_roles r ON r.oid = c.setrole, unnest(c.setconfig) s(setting)
          WHERE c.setdatabase = d.oid AND s.setting NOT LIKE 'slackwater.%%'),
        'grants', CASE WHEN datacl IS NOT NULL THEN
          (SELECT coalesce(json_agg(json_build_object('grantee', r.rolname, 'privilege', a.privilege_type,
            'option', a.is_grantable)), '[]')
          FROM aclexplode(datacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee) END)::text
      FROM pg_database d WHERE datallowconn AND NOT datistemplate AND datname !~ '%s' ORDER BY datname;
      """
          .formatted(LINE, Names.OURS);

  static DatabaseProperties parse(String line) {
    JsonNode json = PostgresqlClient.parse(line.substring(LINE.length()));
    return new DatabaseProperties(json.path("name").asText(), json);
  }

  /** Creates an empty database like it, of another name. */
  String create(String database) {
    StringBuilder sql = new StringBuilder("CREATE DATABASE " + Sql.identifier(database));
    sql.append(" TEMPLATE template0 OWNER ").append(Sql.identifier(text("owner")));
    sql.append(" ENCODING ").append(Sql.literal(text("encoding")));
    sql.append(" LC_COLLATE ").append(Sql.literal(text("collate")));
    sql.append(" LC_CTYPE ").append(Sql.literal(text("ctype")));
    switch (text("provider")) {
      case "i" ->
          sql.append(" LOCALE_PROVIDER icu ICU_LOCALE ").append(Sql.literal(text("locale")));
      case "b" ->
          sql.append(" LOCALE_PROVIDER builtin BUILTIN_LOCALE ")
              .append(Sql.literal(text("locale")));
      default -> {
        // The C library's locales need no more, and versions before 15 know no other.
      }
    }
    return sql.append(" CONNECTION LIMIT ")
        .append(json.path("connections").asInt(-1))
        .append(";\n")
        .toString();
  }

  /** Gives a database its settings, grants and comment; each statement may fail by itself. */
  String apply(String database) {
    String name = Sql.identifier(database);
    List<String> statements = new ArrayList<>();
    for (JsonNode setting : json.path("settings")) {
      String[] pair = setting.path("setting").asText().split("=", 2);
      String subject =
          setting.hasNonNull("role")
              ? "ROLE " + Sql.identifier(setting.path("role").asText()) + " IN DATABASE " + name
              : "DATABASE " + name;
      statements.add("ALTER " + subject + " SET " + pair[0] + " TO " + value(pair[0], pair[1]));
    }
    if (json.path("grants").isArray()) {
      statements.add("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
      for (JsonNode grant : json.path("grants")) {
        statements.add(grant(name, grant));
      }
    }
    String comment = json.path("comment").asText(null);
    if (comment != null) {
      statements.add("COMMENT ON DATABASE " + name + " IS " + Sql.literal(comment));
    }
    return String.join("", statements.stream().map(statement -> statement + ";\n").toList());
  }

  private static String grant(String database, JsonNode grant) {
    String grantee =
        grant.hasNonNull("grantee") ? Sql.identifier(grant.path("grantee").asText()) : "PUBLIC";
    return "GRANT "
        + grant.path("privilege").asText()
        + " ON DATABASE "
        + database
        + " TO "
        + grantee
        + (grant.path("option").asBoolean() ? " WITH GRANT OPTION" : "");
  }

  /**
   * Settings that are lists are stored as they are to be written, element by element quoted
   * already.
   */
  private static String value(String setting, String value) {
    boolean list =
        setting.equalsIgnoreCase("search_path")
            || setting.endsWith("_preload_libraries")
            || setting.equalsIgnoreCase("temp_tablespaces");
    return list ? value : Sql.literal(value);
  }

  private String text(String field) {
    @Nullable String text = json.path(field).asText(null);
    return text == null ? "" : text;
  }
}
