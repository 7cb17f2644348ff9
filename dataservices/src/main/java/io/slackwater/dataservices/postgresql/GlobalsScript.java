// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code pg_dumpall --globals-only} wrote, taken apart into statements, so that roles and
 * tablespaces that are there already can be left as they are: a load must not set back the password
 * of a role that is in use.
 *
 * @param statements without comments and without psql's own commands (lines that start with a
 *     backslash)
 * @param properties what the dump recorded of each database
 */
record GlobalsScript(List<String> statements, Map<String, DatabaseProperties> properties) {

  private static final String NAME = "(\"(?:[^\"]|\"\")+\"|[^\\s;\"]+)";
  private static final Pattern CREATE_ROLE =
      Pattern.compile("CREATE ROLE " + NAME + ".*", Pattern.DOTALL);
  private static final Pattern OF_ROLE =
      Pattern.compile("(?:CREATE|ALTER|COMMENT ON) ROLE " + NAME + ".*", Pattern.DOTALL);
  private static final Pattern OF_TABLESPACE =
      Pattern.compile("(?:CREATE|ALTER|COMMENT ON) TABLESPACE " + NAME + ".*", Pattern.DOTALL);

  static GlobalsScript parse(String text) {
    Map<String, DatabaseProperties> properties = new LinkedHashMap<>();
    text.lines()
        .filter(line -> line.startsWith(DatabaseProperties.LINE))
        .map(DatabaseProperties::parse)
        .forEach(database -> properties.put(database.name(), database));
    return new GlobalsScript(split(text), properties);
  }

  /** The roles it creates, in its order. */
  Set<String> roles() {
    Set<String> roles = new LinkedHashSet<>();
    for (String statement : statements) {
      Matcher create = CREATE_ROLE.matcher(statement);
      if (create.matches()) {
        roles.add(unquote(create.group(1)));
      }
    }
    return roles;
  }

  /** SQL that brings back what is missing. */
  String without(Set<String> roles, Set<String> tablespaces) {
    StringBuilder sql = new StringBuilder();
    for (String statement : statements) {
      if (!names(OF_ROLE, statement, roles) && !names(OF_TABLESPACE, statement, tablespaces)) {
        sql.append(statement).append(";\n");
      }
    }
    return sql.toString();
  }

  private static boolean names(Pattern pattern, String statement, Set<String> names) {
    Matcher matcher = pattern.matcher(statement);
    return matcher.matches() && names.contains(unquote(matcher.group(1)));
  }

  private static String unquote(String name) {
    return name.startsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name;
  }

  private static List<String> split(String text) {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean between = statement.toString().isBlank();
      if (text.startsWith("--", at) || (between && c == '\\')) {
        at = endOfLine(text, at);
      } else if (c == '\'' || c == '"') {
        int end = endOfQuoted(text, at, c);
        statement.append(text, at, end);
        at = end;
      } else if (c == ';') {
        statements.add(statement.toString().strip());
        statement.setLength(0);
        at++;
      } else {
        statement.append(c);
        at++;
      }
    }
    return statements;
  }

  private static int endOfLine(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  /**
   * A doubled quote ends one piece and begins the next, which needs no care here; E'' strings
   * escape by backslash.
   */
  private static int endOfQuoted(String text, int from, char quote) {
    boolean escapes = quote == '\'' && from > 0 && text.charAt(from - 1) == 'E';
    int at = from + 1;
    while (at < text.length() && text.charAt(at) != quote) {
      at += escapes && text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at + 1, text.length());
  }
}
