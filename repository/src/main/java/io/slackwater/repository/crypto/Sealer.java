// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.crypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Encrypts and decrypts under one master key, reusing its ciphers: {@code IV(16) || AES-256-CTR ||
 * MAC(16)}, as restic's design document defines it. Not thread-safe; each thread takes its own.
 */
public final class Sealer {

  private static final int IV_LENGTH = 16;
  private static final int MAC_LENGTH = Authenticator.CODE_LENGTH;

  private final byte[] r;
  private final SecureRandom random;
  private final Primitives primitives;

  Sealer(byte[] encrypt, byte[] k, byte[] r, SecureRandom random) {
    this.r = r;
    this.random = random;
    this.primitives = Primitives.fastest(encrypt, k);
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
    primitives.block(iv, key, r.length);
    return primitives.code(key, content, offset, length);
  }

  private void crypt(byte[] iv, byte[] in, int inAt, int length, byte[] out, int outAt) {
    primitives.crypt(iv, in, inAt, length, out, outAt);
  }

  private static boolean isZero(byte[] bytes) {
    int or = 0;
    for (byte b : bytes) {
      or |= b;
    }
    return or == 0;
  }
}
