// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.pack;

import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.id.Sha256;
import java.security.MessageDigest;
import java.util.zip.CRC32C;

/**
 * Hashes plain content: its id, and in the same pass a checksum by which the content, read back out
 * of what was made of it, is recognised forty times faster than by hashing it again. Not
 * thread-safe.
 */
final class Fingerprint {

  // Stays in the first-level cache between the two hashes, and lets a fresh JVM compile the caller.
  private static final int PIECE = 16 * 1024;

  private final MessageDigest digest = Sha256.newDigest();
  private final CRC32C crc = new CRC32C();

  /** Hashes content; afterwards {@link #checksum} is its checksum. */
  BlobId of(byte[] content, int length) {
    crc.reset();
    for (int at = 0; at < length; at += PIECE) {
      int count = Math.min(PIECE, length - at);
      digest.update(content, at, count);
      crc.update(content, at, count);
    }
    return new BlobId(Sha256.fromBytes(digest.digest()));
  }

  /** Returns the checksum of the content last hashed. */
  long checksum() {
    return crc.getValue();
  }

  /** Computes the checksum alone. */
  static long checksum(byte[] content, int length) {
    CRC32C crc = new CRC32C();
    crc.update(content, 0, length);
    return crc.getValue();
  }
}
