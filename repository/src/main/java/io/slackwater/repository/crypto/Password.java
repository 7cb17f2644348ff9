// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.crypto;

import java.nio.charset.StandardCharsets;

/** A repository password. Never printed: {@link #toString} is redacted. Immutable. */
public final class Password {

  private final byte[] utf8;

  private Password(byte[] utf8) {
    this.utf8 = utf8;
  }

  /**
   * Wraps a password.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public static Password of(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("an empty repository password is not allowed");
    }
    return new Password(text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] utf8() {
    return utf8.clone();
  }

  @Override
  public String toString() {
    return "Password[redacted]";
  }
}
