// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.pack;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.slackwater.repository.crypto.MacMismatchException;
import io.slackwater.repository.crypto.MasterKey;
import io.slackwater.repository.crypto.Sealer;
import io.slackwater.repository.id.BlobId;
import java.io.IOException;

/**
 * Decrypts, decompresses and checks blobs against their hashes. Keeps its buffers. Not thread-safe;
 * close it.
 */
public final class BlobDecoder implements AutoCloseable {

  /** No writer makes larger ones; what claims to be is damage, and must not take all memory. */
  private static final int MAX_PLAIN = 1 << 28;

  private final Sealer sealer;
  private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
  private byte[] payload = new byte[0];
  private byte[] decompressed = new byte[0];
  private byte[] content = payload;
  private int contentLength;

  BlobDecoder(MasterKey key) {
    this.sealer = key.newSealer();
  }

  /**
   * Decodes a blob; afterwards {@link #content} holds it.
   *
   * @param file what it lies in, at {@code offset}
   * @param plainLength its plain bytes if it is compressed, else 0
   * @throws MacMismatchException if the ciphertext is not authentic
   * @throws IOException if its content is not what its id says
   */
  public void decode(BlobId id, byte[] file, int offset, int length, int plainLength)
      throws MacMismatchException, IOException {
    if (offset < 0 || length < 0 || length > file.length - offset) {
      throw new IOException("blob %s reaches beyond what was read".formatted(id));
    }
    int payloadLength = Math.max(0, length - MasterKey.OVERHEAD);
    payload = atLeast(payload, payloadLength);
    sealer.open(file, offset, length, payload);
    if (plainLength == 0) {
      content = payload;
      contentLength = payloadLength;
    } else {
      decompress(id, payloadLength, plainLength);
    }
    if (!Fingerprint.idOf(content, contentLength).equals(id)) {
      throw new IOException("the content of blob %s has another hash".formatted(id));
    }
  }

  /** Returns the buffer that holds the plain content until the next {@link #decode}. */
  public byte[] content() {
    return content;
  }

  /** Returns the bytes of the plain content. */
  public int length() {
    return contentLength;
  }

  private void decompress(BlobId id, int payloadLength, int plainLength) throws IOException {
    long announced = Zstd.getFrameContentSize(payload, 0, payloadLength);
    if (plainLength > MAX_PLAIN || (announced >= 0 && announced != plainLength)) {
      throw new IOException(
          "blob %s has %d plain bytes, the index says %d".formatted(id, announced, plainLength));
    }
    decompressed = atLeast(decompressed, plainLength);
    try {
      contentLength =
          zstd.decompressByteArray(decompressed, 0, plainLength, payload, 0, payloadLength);
      content = decompressed;
    } catch (ZstdException e) {
      throw new IOException("zstd: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    zstd.close();
  }

  private static byte[] atLeast(byte[] buffer, int size) {
    return buffer.length >= size ? buffer : new byte[Math.max(size, 64 * 1024)];
  }
}
