// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.store;

import io.slackwater.repository.backend.Backend;
import io.slackwater.repository.crypto.MacMismatchException;
import io.slackwater.repository.error.BlobMissingException;
import io.slackwater.repository.error.DamagedFileException;
import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.id.PackId;
import io.slackwater.repository.index.BlobIndex;
import io.slackwater.repository.index.BlobLocation;
import io.slackwater.repository.pack.BlobCodec;
import io.slackwater.repository.pack.BlobDecoder;
import io.slackwater.repository.pack.BlobType;
import io.slackwater.repository.pack.PackedBlob;
import java.io.IOException;

/** Reads single blobs, each checked against its hash. Thread-safe. */
public final class BlobReader {

  private final Backend backend;
  private final BlobIndex index;
  private final BlobCodec codec;

  public BlobReader(Backend backend, BlobIndex index, BlobCodec codec) {
    this.backend = backend;
    this.index = index;
    this.codec = codec;
  }

  /**
   * Reads a blob.
   *
   * @throws BlobMissingException if no index knows it
   * @throws DamagedFileException naming the pack if the content is not what the id says
   */
  public byte[] read(BlobType type, BlobId id) {
    return read(locate(type, id));
  }

  /** Reads the blob at a place. */
  public byte[] read(BlobLocation location) {
    PackedBlob blob = location.blob();
    byte[] sealed = backend.load(location.pack().file(), blob.offset(), blob.length());
    try {
      return codec.decode(blob.id(), sealed, 0, sealed.length, blob.plainLength());
    } catch (MacMismatchException | IOException e) {
      String detail =
          "blob %s at offset %d: %s".formatted(blob.id(), blob.offset(), e.getMessage());
      throw new DamagedFileException(location.pack().file(), detail, e);
    }
  }

  /** Reads a part of a pack, to be decoded blob by blob. */
  public byte[] load(PackId pack, long offset, int length) {
    return backend.load(pack.file(), offset, length);
  }

  /** Reads a part of a pack into the start of an array, to be decoded blob by blob. */
  public void load(PackId pack, long offset, byte[] target, int length) {
    backend.load(pack.file(), offset, target, length);
  }

  /** Returns a decoder for one thread. */
  public BlobDecoder newDecoder() {
    return codec.newDecoder();
  }

  /** Finds a blob's place. */
  public BlobLocation locate(BlobType type, BlobId id) {
    BlobLocation location = index.find(type, id);
    if (location == null) {
      throw new BlobMissingException(id, type.word());
    }
    return location;
  }

  /** Returns the plain length of a data blob without reading it. */
  public long plainLength(BlobId id) {
    return locate(BlobType.DATA, id).blob().contentLength();
  }
}
