// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.pack;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.slackwater.repository.crypto.MacMismatchException;
import io.slackwater.repository.crypto.MasterKey;
import io.slackwater.repository.crypto.Sealer;
import io.slackwater.repository.error.EncodingFaultException;
import io.slackwater.repository.id.BlobId;
import java.util.Arrays;

/**
 * Turns plain blobs into what lies in packs: hashed, compressed (trees always, data where it
 * helps), encrypted, and read back before anybody relies on it. Keeps its buffers. Not thread-safe;
 * close it.
 */
public final class BlobEncoder implements AutoCloseable {

  // Level 1 takes half the time of level 3 for three percent more.
  private static final int LEVEL = 1;

  // Indexes of databases shrink by two fifths against the level's own 7, at no cost.
  private static final int MIN_MATCH = 5;

  private final Sealer sealer;
  private final Fingerprint fingerprint = new Fingerprint();
  private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(LEVEL).setMinMatch(MIN_MATCH);
  private final ZstdDecompressCtx unzstd = new ZstdDecompressCtx();
  private byte[] plain = new byte[0];
  private int length;
  private byte[] compressed = new byte[0];
  private byte[] sealed = new byte[0];
  private int sealedLength;
  private byte[] readBack = new byte[0];
  private boolean isCompressed;

  BlobEncoder(MasterKey key) {
    this.sealer = key.newSealer();
  }

  /**
   * Takes a blob and tells its id.
   *
   * @param content its plain content, not to be changed before {@link #encode} returned
   */
  public BlobId take(byte[] content, int contentLength) {
    plain = content;
    length = contentLength;
    return fingerprint.of(content, contentLength);
  }

  /**
   * Encodes the blob last taken.
   *
   * @throws EncodingFaultException if it does not read back
   */
  public void encode(BlobType type) {
    compressed = atLeast(compressed, (int) Zstd.compressBound(length));
    int size = zstd.compressByteArray(compressed, 0, compressed.length, plain, 0, length);
    isCompressed = type == BlobType.TREE || size < length;
    byte[] payload = isCompressed ? compressed : plain;
    int payloadLength = isCompressed ? size : length;
    sealedLength = payloadLength + MasterKey.OVERHEAD;
    sealed = atLeast(sealed, sealedLength);
    sealer.seal(payload, 0, payloadLength, sealed, 0);
    verify(payload, payloadLength);
  }

  /** Returns the buffer that holds the ciphertext until the next {@link #encode}. */
  public byte[] sealed() {
    return sealed;
  }

  /** Returns the bytes of the ciphertext. */
  public int sealedLength() {
    return sealedLength;
  }

  /** Returns the bytes of the plain content if it was compressed, else 0. */
  public int plainLength() {
    return isCompressed ? length : 0;
  }

  /**
   * Goes the way back: no faulty machine may name a pack that it cannot read. What was compressed
   * is recognised by the checksum that was taken with its hash.
   */
  private void verify(byte[] payload, int payloadLength) {
    readBack = atLeast(readBack, Math.max(payloadLength, length));
    try {
      sealer.open(sealed, 0, sealedLength, readBack);
      boolean same = Arrays.equals(readBack, 0, payloadLength, payload, 0, payloadLength);
      if (same && isCompressed) {
        int size = unzstd.decompressByteArray(readBack, 0, length, payload, 0, payloadLength);
        same = size == length;
      }
      if (!same || Fingerprint.checksum(readBack, length) != fingerprint.checksum()) {
        throw new EncodingFaultException("its content differs", null);
      }
    } catch (MacMismatchException | ZstdException e) {
      throw new EncodingFaultException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    zstd.close();
    unzstd.close();
  }

  private static byte[] atLeast(byte[] buffer, int size) {
    return buffer.length >= size ? buffer : new byte[Math.max(size, 64 * 1024)];
  }
}
