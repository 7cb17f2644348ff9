// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.crypto;

import io.slackwater.repository.libcrypto.NativeCipher;
import io.slackwater.repository.libcrypto.NativePoly1305;

/** OpenSSL's ciphers. Not thread-safe. */
final class NativePrimitives implements Primitives {

  private final NativeCipher counterMode;
  private final NativeCipher blocks;
  private final NativePoly1305 poly1305 = new NativePoly1305();

  NativePrimitives(byte[] encrypt, byte[] k) {
    this.counterMode = NativeCipher.counterMode(encrypt);
    this.blocks = NativeCipher.blocks(k);
  }

  @Override
  public void crypt(byte[] iv, byte[] in, int inAt, int length, byte[] out, int outAt) {
    counterMode.begin(iv);
    counterMode.update(in, inAt, length, out, outAt);
  }

  @Override
  public void block(byte[] in, byte[] out, int outAt) {
    blocks.update(in, 0, in.length, out, outAt);
  }

  @Override
  public byte[] code(byte[] oneTimeKey, byte[] content, int offset, int length) {
    return poly1305.code(oneTimeKey, content, offset, length);
  }
}
