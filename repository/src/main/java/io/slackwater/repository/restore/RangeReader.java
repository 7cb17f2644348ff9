// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.restore;

import io.slackwater.repository.crypto.MacMismatchException;
import io.slackwater.repository.error.DamagedFileException;
import io.slackwater.repository.pack.BlobDecoder;
import io.slackwater.repository.pack.PackedBlob;
import io.slackwater.repository.store.BlobReader;
import java.io.IOException;

/**
 * Reads parts of packs and decodes their blobs, and keeps what is to be written next, always in the
 * same memory. Not thread-safe.
 */
final class RangeReader implements AutoCloseable {

  private final BlobReader blobs;
  private final BlobDecoder decoder;
  private final WriteBuffer writes;
  private byte[] bytes = new byte[0];

  /**
   * @param written told what was written of what was decoded
   */
  RangeReader(BlobReader blobs, WriteBuffer.Written written) {
    this.blobs = blobs;
    this.writes = new WriteBuffer(written);
    this.decoder = blobs.newDecoder();
  }

  /** Reads a range; what was read before is gone. */
  void load(PackReads.Range range) {
    writes.forget();
    if (bytes.length < range.length()) {
      // A blob may be larger than a range usually is, but a damaged index may say anything: the
      // first read of a new size finds out whether the pack has so much.
      bytes = blobs.load(range.pack(), range.offset(), range.length());
    } else {
      blobs.load(range.pack(), range.offset(), bytes, range.length());
    }
  }

  /** Returns what gathers the content that was decoded. */
  WriteBuffer writes() {
    return writes;
  }

  /**
   * Decodes a blob of the range last read.
   *
   * @return the decoder, which holds the content until the next call
   */
  BlobDecoder decode(PackReads.Range range, PackedBlob blob) {
    try {
      int at = (int) (blob.offset() - range.offset());
      decoder.decode(blob.id(), bytes, at, blob.length(), blob.plainLength());
      return decoder;
    } catch (MacMismatchException | IOException e) {
      String detail =
          "blob %s at offset %d: %s".formatted(blob.id(), blob.offset(), e.getMessage());
      throw new DamagedFileException(range.pack().file(), detail, e);
    }
  }

  @Override
  public void close() {
    decoder.close();
  }
}
