// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts and decrypts under one master key, reusing its ciphers: {@code IV(16) || AES-256-CTR ||
 * MAC(16)}, as restic's design document defines it. Not thread-safe; each thread takes its own.
 */
public final class Sealer {

  private static final int IV_LENGTH = 16;
  private static final int MAC_LENGTH = Authenticator.CODE_LENGTH;

  // A fresh JVM compiles the intrinsic loop only when it is fed small pieces.
  private static final int PIECE = 32 * 1024;

  private final SecretKey encrypt;
  private final byte[] r;
  private final SecureRandom random;
  private final Authenticator authenticator = Authenticator.fastest();
  private final Cipher counterMode;
  private final Cipher block;

  Sealer(byte[] encrypt, byte[] k, byte[] r, SecureRandom random) {
    this.encrypt = new SecretKeySpec(encrypt, "AES");
    this.r = r;
    this.random = random;
    try {
      counterMode = Cipher.getInstance("AES/CTR/NoPadding");
      block = Cipher.getInstance("AES/ECB/NoPadding");
      block.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(k, "AES"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES is not usable on this Java platform", e);
    }
  }

  /**
   * Encrypts under a fresh IV.
   *
   * @param target takes {@code length} + {@link MasterKey#OVERHEAD} bytes from {@code at} on; not
   *     the array of the content
   */
  public void seal(byte[] plain, int offset, int length, byte[] target, int at) {
    byte[] iv = new byte[IV_LENGTH];
    do {
      random.nextBytes(iv);
    } while (isZero(iv));
    System.arraycopy(iv, 0, target, at, IV_LENGTH);
    crypt(iv, plain, offset, length, target, at + IV_LENGTH);
    byte[] mac = mac(iv, target, at + IV_LENGTH, length);
    System.arraycopy(mac, 0, target, at + IV_LENGTH + length, MAC_LENGTH);
  }

  /**
   * Checks and decrypts.
   *
   * @param target takes {@code length} - {@link MasterKey#OVERHEAD} bytes from its start
   * @throws MacMismatchException if the content is not authentic; the target is untouched then
   */
  public void open(byte[] sealed, int offset, int length, byte[] target)
      throws MacMismatchException {
    int plainLength = length - MasterKey.OVERHEAD;
    if (plainLength < 0) {
      throw new MacMismatchException(
          "only " + length + " bytes, too short to be encrypted content");
    }
    byte[] iv = Arrays.copyOfRange(sealed, offset, offset + IV_LENGTH);
    byte[] expected = mac(iv, sealed, offset + IV_LENGTH, plainLength);
    int macAt = offset + IV_LENGTH + plainLength;
    byte[] found = Arrays.copyOfRange(sealed, macAt, macAt + MAC_LENGTH);
    if (isZero(iv) || !MessageDigest.isEqual(expected, found)) {
      throw new MacMismatchException("the authentication code does not match the content");
    }
    crypt(iv, sealed, offset + IV_LENGTH, plainLength, target, 0);
  }

  byte[] mac(byte[] iv, byte[] content, int offset, int length) {
    byte[] key = new byte[Authenticator.KEY_LENGTH];
    System.arraycopy(r, 0, key, 0, r.length);
    try {
      block.doFinal(iv, 0, IV_LENGTH, key, r.length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES is not usable on this Java platform", e);
    }
    return authenticator.code(key, content, offset, length);
  }

  private void crypt(byte[] iv, byte[] in, int inAt, int length, byte[] out, int outAt) {
    try {
      counterMode.init(Cipher.ENCRYPT_MODE, encrypt, new IvParameterSpec(iv));
      int done = 0;
      while (length - done > PIECE) {
        done += counterMode.update(in, inAt + done, PIECE, out, outAt + done);
      }
      counterMode.doFinal(in, inAt + done, length - done, out, outAt + done);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES/CTR is not usable on this Java platform", e);
    }
  }

  private static boolean isZero(byte[] bytes) {
    int or = 0;
    for (byte b : bytes) {
      or |= b;
    }
    return or == 0;
  }
}
