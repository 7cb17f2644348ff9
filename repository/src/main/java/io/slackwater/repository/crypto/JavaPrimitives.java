// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The Java platform's ciphers. Not thread-safe. */
final class JavaPrimitives implements Primitives {

  // A fresh JVM compiles the intrinsic loop only when it is fed small pieces.
  private static final int PIECE = 32 * 1024;

  private final SecretKey encrypt;
  private final Authenticator authenticator;
  private final Cipher counterMode;
  private final Cipher block;

  JavaPrimitives(byte[] encrypt, byte[] k, Authenticator authenticator) {
    this.encrypt = new SecretKeySpec(encrypt, "AES");
    this.authenticator = authenticator;
    try {
      counterMode = Cipher.getInstance("AES/CTR/NoPadding");
      block = Cipher.getInstance("AES/ECB/NoPadding");
      block.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(k, "AES"));
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  @Override
  public void crypt(byte[] iv, byte[] in, int inAt, int length, byte[] out, int outAt) {
    try {
      counterMode.init(Cipher.ENCRYPT_MODE, encrypt, new IvParameterSpec(iv));
      int done = 0;
      while (length - done > PIECE) {
        done += counterMode.update(in, inAt + done, PIECE, out, outAt + done);
      }
      counterMode.doFinal(in, inAt + done, length - done, out, outAt + done);
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  @Override
  public void block(byte[] in, byte[] out, int outAt) {
    try {
      block.doFinal(in, 0, in.length, out, outAt);
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  @Override
  public byte[] code(byte[] oneTimeKey, byte[] content, int offset, int length) {
    return authenticator.code(oneTimeKey, content, offset, length);
  }

  private static IllegalStateException unusable(GeneralSecurityException e) {
    return new IllegalStateException("AES is not usable on this Java platform", e);
  }
}
