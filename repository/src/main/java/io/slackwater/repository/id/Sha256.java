// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.id;

import io.slackwater.repository.libcrypto.LibCrypto;
import io.slackwater.repository.libcrypto.NativeSha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A SHA-256 hash as four big-endian words: compact, immutable, ordered like its bytes. */
public record Sha256(long first, long second, long third, long fourth)
    implements Comparable<Sha256> {

  /** Bytes of a hash. */
  public static final int LENGTH = 32;

  // A fresh JVM replaces the digest's loop by the processor's instruction only where it is called
  // often: one call with megabytes stays in the slow loop.
  private static final int PIECE = 16 * 1024;

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform provides SHA-256", e);
    }
  }

  /** Hashes a whole array. */
  public static Sha256 of(byte[] content) {
    return of(content, 0, content.length);
  }

  /** Hashes a part of an array. */
  public static Sha256 of(byte[] content, int offset, int length) {
    if (LibCrypto.isUsable()) {
      return fromBytes(new NativeSha256().hash(content, offset, length));
    }
    MessageDigest digest = newDigest();
    int end = offset + length;
    for (int at = offset; at < end; at += PIECE) {
      digest.update(content, at, Math.min(PIECE, end - at));
    }
    return fromBytes(digest.digest());
  }

  /** Wraps the 32 bytes of a hash. */
  public static Sha256 fromBytes(byte[] hash) {
    if (hash.length != LENGTH) {
      throw new IllegalArgumentException("a SHA-256 hash has 32 bytes, not " + hash.length);
    }
    return read(ByteBuffer.wrap(hash));
  }

  /** Reads the next 32 bytes of a big-endian buffer. */
  public static Sha256 read(ByteBuffer buffer) {
    return new Sha256(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
  }

  /**
   * Parses 64 lower-case hexadecimal digits.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Sha256 parse(String hex) {
    if (!isHex(hex)) {
      throw new IllegalArgumentException("not 64 lower-case hexadecimal digits: " + hex);
    }
    return new Sha256(word(hex, 0), word(hex, 16), word(hex, 32), word(hex, 48));
  }

  private static long word(String hex, int from) {
    return HexFormat.fromHexDigitsToLong(hex, from, from + 16);
  }

  /** Tells whether the text is 64 lower-case hexadecimal digits. */
  public static boolean isHex(String text) {
    if (text.length() != 2 * LENGTH) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  /** Returns the 32 bytes. */
  public byte[] bytes() {
    return ByteBuffer.allocate(LENGTH)
        .putLong(first)
        .putLong(second)
        .putLong(third)
        .putLong(fourth)
        .array();
  }

  /** Returns 64 lower-case hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(bytes());
  }

  @Override
  public int compareTo(Sha256 other) {
    int order = Long.compareUnsigned(first, other.first);
    if (order == 0) {
      order = Long.compareUnsigned(second, other.second);
    }
    if (order == 0) {
      order = Long.compareUnsigned(third, other.third);
    }
    return order != 0 ? order : Long.compareUnsigned(fourth, other.fourth);
  }

  // Written out, because the ones of records are chains of method handles: slow until the JVM's
  // second compiler comes, which short processes do without.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Sha256 hash
        && first == hash.first
        && second == hash.second
        && third == hash.third
        && fourth == hash.fourth;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(first);
  }

  @Override
  public String toString() {
    return hex();
  }
}
