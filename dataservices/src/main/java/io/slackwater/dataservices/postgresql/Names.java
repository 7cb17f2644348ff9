// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import io.slackwater.dataservices.blueprint.SessionName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalInt;

/** Names we give to things inside PostgreSQL, all within its 63 bytes. */
final class Names {

  private static final int MAX_BYTES = 63;

  /** Digits of an attempt; room for them is kept, so that all attempts share what is before. */
  private static final int ATTEMPT_DIGITS = 9;

  /** Databases that a load made and did not switch in, or replaced. */
  static final String OURS = "_(slackwater|before)_[0-9a-f]{10}_[0-9]{1,9}$";

  private Names() {}

  /**
   * {@code slackwater:<task>:<attempt>}; a task too long or with other than printable ASCII is
   * named by its hash.
   */
  static String application(SessionName name) {
    return applicationPrefix(name) + name.attempt();
  }

  static String applicationPrefix(SessionName name) {
    String task = name.task();
    boolean plain = task.length() <= 40 && task.chars().allMatch(c -> c > 32 && c < 127);
    return "slackwater:" + (plain ? task : hash(task).substring(0, 32)) + ":";
  }

  /** The database an attempt loads into before it is switched in. */
  static String fresh(String database, SessionName name) {
    return freshPrefix(database, name.task()) + name.attempt();
  }

  /** What the fresh databases of all attempts of a task begin with; the attempt follows. */
  static String freshPrefix(String database, String task) {
    return prefix(database, "_slackwater_", task);
  }

  /** What a database is called that an attempt replaced. */
  static String before(String database, SessionName name) {
    return beforePrefix(database, name.task()) + name.attempt();
  }

  /** What the databases begin with that attempts of a task replaced. */
  static String beforePrefix(String database, String task) {
    return prefix(database, "_before_", task);
  }

  /** A schema for the extension an attempt installs for a check. */
  static String checkerSchema(SessionName name) {
    return checkerSchemaPrefix(name.task()) + name.attempt();
  }

  static String checkerSchemaPrefix(String task) {
    return "slackwater_amcheck_" + hash(task).substring(0, 10) + "_";
  }

  /** The attempt in a name with such a prefix; empty for any other name. */
  static OptionalInt attempt(String name, String prefix) {
    if (!name.startsWith(prefix) || !name.substring(prefix.length()).matches("[0-9]{1,9}")) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(name.substring(prefix.length())));
  }

  /** SQL: whether a text is such a prefix and an attempt that compares so with this one. */
  static String attemptCondition(String text, String prefix, String comparison, int attempt) {
    int length = prefix.codePointCount(0, prefix.length());
    String rest = "substr(%s, %d)".formatted(text, length + 1);
    return "(left(%s, %d) = %s AND CASE WHEN %s ~ '^[0-9]{1,9}$' THEN %s::int %s %d ELSE false END)"
        .formatted(text, length, Sql.literal(prefix), rest, rest, comparison, attempt);
  }

  /** The hash covers the database's name too: shortened names of two databases stay apart. */
  private static String prefix(String database, String word, String task) {
    String suffix = word + hash(task + "\0" + database).substring(0, 10) + "_";
    int length = database.length();
    while (bytes(database.substring(0, length)) + suffix.length() + ATTEMPT_DIGITS > MAX_BYTES) {
      length = database.offsetByCodePoints(length, -1);
    }
    return database.substring(0, length) + suffix;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
