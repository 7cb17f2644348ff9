// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.crypto;

import java.security.SecureRandom;
import java.util.Arrays;

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

  /** Returns a worker that encrypts and decrypts under this key; each thread needs its own. */
  public Sealer newSealer() {
    return new Sealer(encrypt, k, r, random);
  }

  /** Encrypts a whole array under a fresh IV; the result is {@link #OVERHEAD} bytes longer. */
  public byte[] encrypt(byte[] plain) {
    byte[] sealed = new byte[plain.length + OVERHEAD];
    newSealer().seal(plain, 0, plain.length, sealed, 0);
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
    byte[] plain = new byte[Math.max(0, length - OVERHEAD)];
    newSealer().open(sealed, offset, length, plain);
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

  @Override
  public String toString() {
    return "MasterKey[redacted]";
  }
}
