// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.crypto;

import io.slackwater.repository.libcrypto.LibCrypto;

/** The ciphers under one master key. Not thread-safe. */
interface Primitives {

  /** AES-256 in counter mode under the encryption key, both ways. */
  void crypt(byte[] iv, byte[] in, int inAt, int length, byte[] out, int outAt);

  /** One block of AES-128 under {@code k}. */
  void block(byte[] in, byte[] out, int outAt);

  /** Poly1305 of a part of an array under a one-time key. */
  byte[] code(byte[] oneTimeKey, byte[] content, int offset, int length);

  /** Returns the fastest that this machine has. */
  static Primitives fastest(byte[] encrypt, byte[] k) {
    return LibCrypto.isUsable()
        ? new NativePrimitives(encrypt, k)
        : new JavaPrimitives(encrypt, k, Authenticator.fastest());
  }
}
