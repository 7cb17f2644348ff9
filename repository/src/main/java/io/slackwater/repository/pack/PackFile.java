// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.pack;

import io.slackwater.repository.crypto.MacMismatchException;
import io.slackwater.repository.crypto.MasterKey;
import io.slackwater.repository.id.PackId;
import io.slackwater.repository.id.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A finished pack in memory, named after the hash of its bytes.
 *
 * @param id its name
 * @param content the whole file; read only
 * @param blobs what it holds, in order
 */
public record PackFile(PackId id, ByteBuffer content, List<PackedBlob> blobs) {

  /** Returns the size that a pack of these blobs has, as check computes it. */
  public static long sizeOf(List<PackedBlob> blobs) {
    long size = MasterKey.OVERHEAD + PackHeader.LENGTH_FIELD;
    for (PackedBlob blob : blobs) {
      size += blob.length() + blob.headerEntryLength();
    }
    return size;
  }

  /**
   * Reads the header of a pack.
   *
   * @param pack the whole file
   * @throws IOException if it is not a pack
   * @throws MacMismatchException if the header is not authentic
   */
  public static List<PackedBlob> readHeader(byte[] pack, MasterKey key)
      throws IOException, MacMismatchException {
    if (pack.length < PackHeader.LENGTH_FIELD + MasterKey.OVERHEAD) {
      throw new IOException("only %d bytes, too short for a pack".formatted(pack.length));
    }
    int end = pack.length - PackHeader.LENGTH_FIELD;
    int length =
        PackHeader.encryptedLength(Arrays.copyOfRange(pack, end, pack.length), pack.length);
    List<PackedBlob> blobs = PackHeader.decode(key.decrypt(pack, end - length, length));
    long sum = blobs.stream().mapToLong(PackedBlob::length).sum();
    if (sum != end - length) {
      throw new IOException(
          "the header accounts for %d bytes, the pack holds %d".formatted(sum, end - length));
    }
    return blobs;
  }

  static PackFile of(byte[] content, int length, List<PackedBlob> blobs) {
    return new PackFile(
        new PackId(Sha256.of(content, 0, length)),
        ByteBuffer.wrap(content, 0, length),
        List.copyOf(blobs));
  }
}
