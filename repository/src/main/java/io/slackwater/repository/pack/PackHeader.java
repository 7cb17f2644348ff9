// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.pack;

import io.slackwater.repository.crypto.MasterKey;
import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.id.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The list of blobs at the end of a pack, as bytes: one entry of 37 or, compressed, 41 bytes for
 * each blob.
 */
final class PackHeader {

  /** Bytes of the length field that ends a pack. */
  static final int LENGTH_FIELD = Integer.BYTES;

  private static final int MAX_LENGTH = 16 * 1024 * 1024;

  private PackHeader() {}

  static byte[] encode(Collection<PackedBlob> blobs) {
    int length = blobs.stream().mapToInt(PackedBlob::headerEntryLength).sum();
    ByteBuffer header = ByteBuffer.allocate(length);
    for (PackedBlob blob : blobs) {
      header.put((byte) blob.type().code(blob.compressed()));
      header.order(ByteOrder.LITTLE_ENDIAN).putInt(blob.length());
      if (blob.compressed()) {
        header.putInt(blob.plainLength());
      }
      header.put(blob.id().hash().bytes());
    }
    return header.array();
  }

  static List<PackedBlob> decode(byte[] plain) throws IOException {
    List<PackedBlob> blobs = new ArrayList<>();
    ByteBuffer header = ByteBuffer.wrap(plain);
    long offset = 0;
    while (header.hasRemaining()) {
      int code = header.get();
      if (code < 0 || code > 3) {
        throw new IOException("unknown blob type %d in the header".formatted(code));
      }
      boolean compressed = code >= 2;
      if (header.remaining() < (compressed ? 40 : 36)) {
        throw new IOException("the header ends inside an entry");
      }
      header.order(ByteOrder.LITTLE_ENDIAN);
      int length = header.getInt();
      int plainLength = compressed ? header.getInt() : 0;
      BlobId id = new BlobId(Sha256.read(header.order(ByteOrder.BIG_ENDIAN)));
      if (length < MasterKey.OVERHEAD || plainLength < 0) {
        throw new IOException("impossible length of blob %s in the header".formatted(id));
      }
      BlobType type = code % 2 == 0 ? BlobType.DATA : BlobType.TREE;
      blobs.add(new PackedBlob(id, type, offset, length, plainLength));
      offset += length;
    }
    return blobs;
  }

  /** Reads the length of the encrypted header from the last four bytes of a pack. */
  static int encryptedLength(byte[] lastBytes, long packSize) throws IOException {
    int length = ByteBuffer.wrap(lastBytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (length < MasterKey.OVERHEAD || length > MAX_LENGTH || length > packSize - LENGTH_FIELD) {
      throw new IOException("impossible header length %d".formatted(length));
    }
    return length;
  }
}
