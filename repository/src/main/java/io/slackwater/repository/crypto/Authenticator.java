// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.crypto;

/** Computes one Poly1305 code. Thread-safe. */
interface Authenticator {

  /** Bytes of a one-time key: r, then s. */
  int KEY_LENGTH = 32;

  /** Bytes of a code. */
  int CODE_LENGTH = 16;

  /** Returns the code of a part of an array under a one-time key. */
  byte[] code(byte[] oneTimeKey, byte[] content, int offset, int length);

  /** Returns the fastest that this Java platform allows. */
  static Authenticator fastest() {
    return PlatformPoly1305.IfOpen.INSTANCE;
  }
}
