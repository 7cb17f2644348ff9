// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.crypto;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key derivation scrypt, RFC 7914. A mover derives one key and ends: what counts is the first
 * run in a fresh JVM, and there this takes a third of the time of Bouncy Castle's.
 */
final class Scrypt {

  private static final String MAC = "HmacSHA256";
  private static final int MAC_LENGTH = 32;
  private static final int SALSA_WORDS = 16;

  private final int r;
  private final int words;

  private Scrypt(int r) {
    this.r = r;
    this.words = 2 * r * SALSA_WORDS;
  }

  /**
   * Derives a key.
   *
   * @param n work, a power of two; {@code n * r * 128} bytes of memory are taken
   * @param r block size
   * @param p how often it is done
   * @param length bytes wanted
   */
  static byte[] derive(byte[] password, byte[] salt, int n, int r, int p, int length) {
    byte[] blocks = pbkdf2(password, salt, p * 128 * r);
    IntBuffer view = ByteBuffer.wrap(blocks).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    Scrypt scrypt = new Scrypt(r);
    int[] block = new int[scrypt.words];
    for (int i = 0; i < p; i++) {
      view.get(i * scrypt.words, block);
      view.put(i * scrypt.words, scrypt.roMix(block, n));
    }
    return pbkdf2(password, blocks, length);
  }

  private int[] roMix(int[] block, int n) {
    int[] seen = new int[Math.multiplyExact(n, words)];
    int[] x = block.clone();
    int[] y = new int[words];
    for (int i = 0; i < n; i++) {
      System.arraycopy(x, 0, seen, i * words, words);
      blockMix(x, y);
      int[] swap = x;
      x = y;
      y = swap;
    }
    for (int i = 0; i < n; i++) {
      int other = (x[words - SALSA_WORDS] & (n - 1)) * words;
      for (int k = 0; k < words; k++) {
        x[k] ^= seen[other + k];
      }
      blockMix(x, y);
      int[] swap = x;
      x = y;
      y = swap;
    }
    return x;
  }

  private void blockMix(int[] in, int[] out) {
    int[] last = in;
    int lastAt = words - SALSA_WORDS;
    for (int i = 0; i < 2 * r; i++) {
      // The results of even positions come first, then those of odd ones.
      int to = (i / 2 + (i % 2) * r) * SALSA_WORDS;
      salsa(in, i * SALSA_WORDS, last, lastAt, out, to);
      last = out;
      lastAt = to;
    }
  }

  /** Salsa20/8 of the exclusive or of two blocks, in variables that fit the processor. */
  private static void salsa(int[] a, int at, int[] b, int bt, int[] out, int to) {
    int i0 = a[at] ^ b[bt];
    int i1 = a[at + 1] ^ b[bt + 1];
    int i2 = a[at + 2] ^ b[bt + 2];
    int i3 = a[at + 3] ^ b[bt + 3];
    int i4 = a[at + 4] ^ b[bt + 4];
    int i5 = a[at + 5] ^ b[bt + 5];
    int i6 = a[at + 6] ^ b[bt + 6];
    int i7 = a[at + 7] ^ b[bt + 7];
    int i8 = a[at + 8] ^ b[bt + 8];
    int i9 = a[at + 9] ^ b[bt + 9];
    int i10 = a[at + 10] ^ b[bt + 10];
    int i11 = a[at + 11] ^ b[bt + 11];
    int i12 = a[at + 12] ^ b[bt + 12];
    int i13 = a[at + 13] ^ b[bt + 13];
    int i14 = a[at + 14] ^ b[bt + 14];
    int i15 = a[at + 15] ^ b[bt + 15];
    int x0 = i0;
    int x1 = i1;
    int x2 = i2;
    int x3 = i3;
    int x4 = i4;
    int x5 = i5;
    int x6 = i6;
    int x7 = i7;
    int x8 = i8;
    int x9 = i9;
    int x10 = i10;
    int x11 = i11;
    int x12 = i12;
    int x13 = i13;
    int x14 = i14;
    int x15 = i15;
    for (int round = 0; round < 4; round++) {
      x4 ^= Integer.rotateLeft(x0 + x12, 7);
      x8 ^= Integer.rotateLeft(x4 + x0, 9);
      x12 ^= Integer.rotateLeft(x8 + x4, 13);
      x0 ^= Integer.rotateLeft(x12 + x8, 18);
      x9 ^= Integer.rotateLeft(x5 + x1, 7);
      x13 ^= Integer.rotateLeft(x9 + x5, 9);
      x1 ^= Integer.rotateLeft(x13 + x9, 13);
      x5 ^= Integer.rotateLeft(x1 + x13, 18);
      x14 ^= Integer.rotateLeft(x10 + x6, 7);
      x2 ^= Integer.rotateLeft(x14 + x10, 9);
      x6 ^= Integer.rotateLeft(x2 + x14, 13);
      x10 ^= Integer.rotateLeft(x6 + x2, 18);
      x3 ^= Integer.rotateLeft(x15 + x11, 7);
      x7 ^= Integer.rotateLeft(x3 + x15, 9);
      x11 ^= Integer.rotateLeft(x7 + x3, 13);
      x15 ^= Integer.rotateLeft(x11 + x7, 18);
      x1 ^= Integer.rotateLeft(x0 + x3, 7);
      x2 ^= Integer.rotateLeft(x1 + x0, 9);
      x3 ^= Integer.rotateLeft(x2 + x1, 13);
      x0 ^= Integer.rotateLeft(x3 + x2, 18);
      x6 ^= Integer.rotateLeft(x5 + x4, 7);
      x7 ^= Integer.rotateLeft(x6 + x5, 9);
      x4 ^= Integer.rotateLeft(x7 + x6, 13);
      x5 ^= Integer.rotateLeft(x4 + x7, 18);
      x11 ^= Integer.rotateLeft(x10 + x9, 7);
      x8 ^= Integer.rotateLeft(x11 + x10, 9);
      x9 ^= Integer.rotateLeft(x8 + x11, 13);
      x10 ^= Integer.rotateLeft(x9 + x8, 18);
      x12 ^= Integer.rotateLeft(x15 + x14, 7);
      x13 ^= Integer.rotateLeft(x12 + x15, 9);
      x14 ^= Integer.rotateLeft(x13 + x12, 13);
      x15 ^= Integer.rotateLeft(x14 + x13, 18);
    }
    out[to] = x0 + i0;
    out[to + 1] = x1 + i1;
    out[to + 2] = x2 + i2;
    out[to + 3] = x3 + i3;
    out[to + 4] = x4 + i4;
    out[to + 5] = x5 + i5;
    out[to + 6] = x6 + i6;
    out[to + 7] = x7 + i7;
    out[to + 8] = x8 + i8;
    out[to + 9] = x9 + i9;
    out[to + 10] = x10 + i10;
    out[to + 11] = x11 + i11;
    out[to + 12] = x12 + i12;
    out[to + 13] = x13 + i13;
    out[to + 14] = x14 + i14;
    out[to + 15] = x15 + i15;
  }

  /** PBKDF2 with one iteration, which is all that scrypt asks for. */
  private static byte[] pbkdf2(byte[] password, byte[] salt, int length) {
    byte[] key = new byte[(length + MAC_LENGTH - 1) / MAC_LENGTH * MAC_LENGTH];
    try {
      Mac mac = Mac.getInstance(MAC);
      // An HMAC key is filled up with zeros, but Java takes no empty one.
      mac.init(new SecretKeySpec(password.length == 0 ? new byte[1] : password, MAC));
      for (int i = 0; i * MAC_LENGTH < key.length; i++) {
        mac.update(salt);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(i + 1).array());
        mac.doFinal(key, i * MAC_LENGTH);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(MAC + " is not usable on this Java platform", e);
    }
    return Arrays.copyOf(key, length);
  }
}
