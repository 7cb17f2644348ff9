// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import java.util.regex.Pattern;

/**
 * A pattern for Kubernetes names: {@code *} stands for any characters, {@code ?} for one.
 *
 * @param pattern lower case letters, digits, {@code -}, {@code *} and {@code ?}
 */
public record Glob(String pattern) {

  /** What {@link #pattern()} must match. */
  public static final String PATTERN = "^[-a-z0-9*?]{1,63}$";

  /**
   * Makes the pattern.
   *
   * @throws IllegalArgumentException when it holds anything that no Kubernetes name can hold
   */
  public Glob {
    if (!isValid(pattern)) {
      throw new IllegalArgumentException("'%s' does not match %s".formatted(pattern, PATTERN));
    }
  }

  /** Whether the text can be a pattern. */
  public static boolean isValid(String text) {
    return Pattern.matches(PATTERN, text);
  }

  /** Whether the pattern fits the whole name. */
  public boolean matches(String name) {
    return Pattern.matches(pattern.replace("*", ".*").replace("?", "."), name);
  }

  @Override
  public String toString() {
    return pattern;
  }
}
