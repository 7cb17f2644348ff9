// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

/**
 * Quoting for SQL text and for libpq's connection strings: names of databases and roles may hold
 * anything but NUL.
 */
final class Sql {

  private Sql() {}

  static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String literal(String value) {
    String quoted = '\'' + value.replace("'", "''") + '\'';
    return value.indexOf('\\') < 0 ? quoted : " E" + quoted.replace("\\", "\\\\");
  }

  /** A connection string, because a bare name with a {@code =} in it would be taken for one. */
  static String connection(String database) {
    return "dbname='" + database.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
