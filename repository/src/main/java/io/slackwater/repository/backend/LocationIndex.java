// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.backend;

import io.slackwater.repository.error.BackendException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The list of a location's repositories: one small file for each, below {@link #FOLDER}, so that
 * whoever comes to the location finds them without looking through their data. Writers never change
 * each other's files, so that none is lost however many write at once. Thread-safe.
 *
 * <p>Every method throws {@link BackendException} when the storage fails, with a message that says
 * what to do.
 */
public interface LocationIndex extends AutoCloseable {

  /** Where the files lie below the location; no repository can have a path that begins so. */
  String FOLDER = ".slackwater/repositories";

  /** What the path of a repository that can be listed looks like. */
  Pattern PATH = Pattern.compile("[A-Za-z0-9][-_.A-Za-z0-9]*(/[A-Za-z0-9][-_.A-Za-z0-9]*)*");

  /**
   * Lists a repository; does nothing when it is listed.
   *
   * @param path relative to the location, with slashes, for example {@code east/shop/orders}
   */
  void add(String path);

  /**
   * The paths of the repositories that are listed, sorted.
   *
   * @throws BackendException also when there is no such location
   */
  List<String> list();

  /** Frees connections. Does not throw. */
  @Override
  void close();

  /** What a repository's file holds: its format's version and, for who looks at it, its path. */
  static String content(String path) {
    return "{\"version\":1,\"repository\":\"" + requirePath(path) + "\"}\n";
  }

  /**
   * Checks a path.
   *
   * @throws IllegalArgumentException when no repository can be there
   */
  static String requirePath(String path) {
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException("not the path of a repository in a location: " + path);
    }
    return path;
  }
}
