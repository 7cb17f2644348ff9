// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Authenticated encryption as restic's design document defines it: {@code IV(16) || AES-256-CTR ||
 * MAC(16)}, the MAC being Poly1305 over the ciphertext with the key {@code r || AES-128_k(IV)}.
 * Immutable and thread-safe; the key never leaves this package.
 */
public final class MasterKey {

  /** Bytes that encryption adds. */
  public static final int OVERHEAD = 32;

  static final int ENCRYPT_LENGTH = 32;
  static final int MAC_PART_LENGTH = 16;

  private static final int IV_LENGTH = 16;
  private static final int MAC_LENGTH = 16;

  // A fresh JVM compiles the intrinsic loop only when it is fed small pieces.
  private static final int PIECE = 32 * 1024;

  private final byte[] encrypt;
  private final byte[] k;
  private final byte[] r;
  private final SecureRandom random;

  MasterKey(byte[] encrypt, byte[] k, byte[] r, SecureRandom random) {
    if (encrypt.length != ENCRYPT_LENGTH
        || k.length != MAC_PART_LENGTH
        || r.length != MAC_PART_LENGTH) {
      throw new IllegalArgumentException("a key has parts of 32, 16 and 16 bytes");
    }
    this.encrypt = encrypt.clone();
    this.k = k.clone();
    this.r = r.clone();
    this.random = random;
  }

  /** Makes a new random key. */
  public static MasterKey generate(SecureRandom random) {
    byte[] bytes = new byte[ENCRYPT_LENGTH + 2 * MAC_PART_LENGTH];
    random.nextBytes(bytes);
    return fromBytes(bytes, random);
  }

  /** Takes the 64 bytes of a key derivation: AES key, then k, then r. */
  static MasterKey fromBytes(byte[] bytes, SecureRandom random) {
    return new MasterKey(
        Arrays.copyOfRange(bytes, 0, 32),
        Arrays.copyOfRange(bytes, 32, 48),
        Arrays.copyOfRange(bytes, 48, 64),
        random);
  }

  /** Encrypts a whole array under a fresh IV. */
  public byte[] encrypt(byte[] plain) {
    return encrypt(plain, 0, plain.length);
  }

  /** Encrypts a part of an array under a fresh IV; the result is {@link #OVERHEAD} bytes longer. */
  public byte[] encrypt(byte[] plain, int offset, int length) {
    byte[] iv = new byte[IV_LENGTH];
    do {
      random.nextBytes(iv);
    } while (isZero(iv));
    byte[] sealed = new byte[length + OVERHEAD];
    System.arraycopy(iv, 0, sealed, 0, IV_LENGTH);
    counterMode(Cipher.ENCRYPT_MODE, iv, plain, offset, length, sealed, IV_LENGTH);
    byte[] mac = mac(iv, sealed, IV_LENGTH, length);
    System.arraycopy(mac, 0, sealed, IV_LENGTH + length, MAC_LENGTH);
    return sealed;
  }

  /** Checks and decrypts a whole array. */
  public byte[] decrypt(byte[] sealed) throws MacMismatchException {
    return decrypt(sealed, 0, sealed.length);
  }

  /**
   * Checks and decrypts a part of an array.
   *
   * @throws MacMismatchException if the content is not authentic
   */
  public byte[] decrypt(byte[] sealed, int offset, int length) throws MacMismatchException {
    int plainLength = length - OVERHEAD;
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
    byte[] plain = new byte[plainLength];
    counterMode(Cipher.DECRYPT_MODE, iv, sealed, offset + IV_LENGTH, plainLength, plain, 0);
    return plain;
  }

  byte[] encryptPart() {
    return encrypt.clone();
  }

  byte[] kPart() {
    return k.clone();
  }

  byte[] rPart() {
    return r.clone();
  }

  private void counterMode(
      int mode, byte[] iv, byte[] in, int inAt, int length, byte[] out, int outAt) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(mode, new SecretKeySpec(encrypt, "AES"), new IvParameterSpec(iv));
      int done = 0;
      while (length - done > PIECE) {
        done += cipher.update(in, inAt + done, PIECE, out, outAt + done);
      }
      cipher.doFinal(in, inAt + done, length - done, out, outAt + done);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES/CTR is not usable on this Java platform", e);
    }
  }

  byte[] mac(byte[] iv, byte[] content, int offset, int length) {
    byte[] key = new byte[32];
    System.arraycopy(r, 0, key, 0, MAC_PART_LENGTH);
    try {
      Cipher block = Cipher.getInstance("AES/ECB/NoPadding");
      block.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(k, "AES"));
      block.doFinal(iv, 0, IV_LENGTH, key, MAC_PART_LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES is not usable on this Java platform", e);
    }
    Poly1305 poly1305 = new Poly1305();
    poly1305.init(new KeyParameter(key));
    poly1305.update(content, offset, length);
    byte[] mac = new byte[MAC_LENGTH];
    poly1305.doFinal(mac, 0);
    return mac;
  }

  private static boolean isZero(byte[] bytes) {
    int or = 0;
    for (byte b : bytes) {
      or |= b;
    }
    return or == 0;
  }

  @Override
  public String toString() {
    return "MasterKey[redacted]";
  }
}
