// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.pack;

import io.slackwater.repository.crypto.MasterKey;
import io.slackwater.repository.id.BlobId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects encrypted blobs of one type into a pack. Not thread-safe. */
public final class PackBuilder {

  /** A pack is closed once it holds this many bytes, as restic does. */
  public static final int TARGET_SIZE = 16 * 1024 * 1024;

  // The header is limited to 16 MiB; this stays far below, and keeps one pack's entries in one
  // index file.
  private static final int MAX_BLOBS = 40_000;

  /** Bytes of an array to begin with. */
  public static final int INITIAL_CAPACITY = 1024 * 1024;

  // So that the array need not grow for the blob and the header that come last.
  private static final int FULL_CAPACITY = TARGET_SIZE + 1024 * 1024;

  private final MasterKey key;
  private final BlobType type;
  private final List<PackedBlob> blobs = new ArrayList<>();
  private byte[] content;
  private int length;

  /**
   * @param buffer an array to build in, which grows as needed
   */
  public PackBuilder(MasterKey key, BlobType type, byte[] buffer) {
    this.key = key;
    this.type = type;
    this.content = buffer;
  }

  /** Adds one encrypted blob. */
  public void add(BlobId id, byte[] sealed, int sealedLength, int plainLength) {
    ensureCapacity(length + sealedLength);
    System.arraycopy(sealed, 0, content, length, sealedLength);
    blobs.add(new PackedBlob(id, type, length, sealedLength, plainLength));
    length += sealedLength;
  }

  /** Tells whether nothing was added. */
  public boolean isEmpty() {
    return blobs.isEmpty();
  }

  /** Tells whether it is time to close the pack. */
  public boolean isFull() {
    return length >= TARGET_SIZE || blobs.size() >= MAX_BLOBS;
  }

  /** Closes the pack with its header; the builder must not be used afterwards. */
  public PackFile finish() {
    byte[] header = key.encrypt(PackHeader.encode(blobs));
    ensureCapacity(length + header.length + PackHeader.LENGTH_FIELD);
    System.arraycopy(header, 0, content, length, header.length);
    length += header.length;
    ByteBuffer.wrap(content, length, PackHeader.LENGTH_FIELD)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(header.length);
    length += PackHeader.LENGTH_FIELD;
    return PackFile.of(content, length, blobs);
  }

  private void ensureCapacity(int needed) {
    if (needed > content.length) {
      int doubled = Math.min(content.length * 2, FULL_CAPACITY);
      content = Arrays.copyOf(content, Math.max(needed, doubled));
    }
  }
}
