// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.pack;

import io.slackwater.repository.crypto.MacMismatchException;
import io.slackwater.repository.crypto.MasterKey;
import io.slackwater.repository.id.BlobId;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Turns plain blobs into what lies in packs, and back: zstd, then encryption. Thread-safe. Who has
 * many blobs takes an encoder or a decoder of its own.
 */
public final class BlobCodec implements AutoCloseable {

  private static final int IDLE_DECODERS = 4;

  private final MasterKey key;
  private final BlockingQueue<BlobDecoder> idle = new ArrayBlockingQueue<>(IDLE_DECODERS);
  private volatile boolean closed;

  public BlobCodec(MasterKey key) {
    this.key = key;
  }

  /** Returns an encoder for one thread. */
  public BlobEncoder newEncoder() {
    return new BlobEncoder(key);
  }

  /** Returns a decoder for one thread. */
  public BlobDecoder newDecoder() {
    return new BlobDecoder(key);
  }

  /**
   * Decrypts, decompresses and checks one blob.
   *
   * @throws MacMismatchException if the ciphertext is not authentic
   * @throws IOException if its content is not what its id says
   */
  public byte[] decode(BlobId id, byte[] file, int offset, int length, int plainLength)
      throws MacMismatchException, IOException {
    @Nullable BlobDecoder waiting = idle.poll();
    BlobDecoder decoder = waiting == null ? newDecoder() : waiting;
    try {
      decoder.decode(id, file, offset, length, plainLength);
      return Arrays.copyOf(decoder.content(), decoder.length());
    } finally {
      if (closed || !idle.offer(decoder)) {
        decoder.close();
      }
    }
  }

  /** Frees the memory outside the heap that idle decoders hold. */
  @Override
  public void close() {
    closed = true;
    for (BlobDecoder decoder = idle.poll(); decoder != null; decoder = idle.poll()) {
      decoder.close();
    }
  }
}
