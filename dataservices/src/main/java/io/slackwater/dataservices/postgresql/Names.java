// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import io.slackwater.dataservices.blueprint.SessionName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names we give to things inside PostgreSQL, all within its 63 bytes. */
final class Names {

  private static final int MAX_BYTES = 63;

  /** Databases that a load made and did not switch in, or replaced. */
  static final String OURS = "_(slackwater|before)_[0-9a-f]{10}$";

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

  /** The database a task loads into before it is switched in. */
  static String fresh(String database, String task) {
    return suffixed(database, "_slackwater_", task);
  }

  /** What a replaced database is called. */
  static String before(String database, String task) {
    return suffixed(database, "_before_", task);
  }

  /** The hash covers the database's name too: shortened names of two databases stay apart. */
  private static String suffixed(String database, String word, String task) {
    String suffix = word + hash(task + "\0" + database).substring(0, 10);
    int length = database.length();
    while (bytes(database.substring(0, length)) + suffix.length() > MAX_BYTES) {
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
