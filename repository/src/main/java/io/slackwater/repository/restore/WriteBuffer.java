// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.restore;

import io.slackwater.repository.error.LocalFailure;
import io.slackwater.repository.error.RestoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gathers blobs that follow each other in a file, so that they are written by one call: the kernel
 * then has fewer and larger parts of its cache to find. Lies outside the heap, from where a write
 * copies once less. Blobs of zeros become holes. Not thread-safe.
 */
final class WriteBuffer {

  private static final int CAPACITY = 256 * 1024;

  private final ByteBuffer content = ByteBuffer.allocateDirect(CAPACITY);
  private final Written written;
  private @Nullable RestoredFile file;
  private long position;
  private int blobs;
  private long bytes;
  private long end;

  /** Is told what has been written. */
  @FunctionalInterface
  interface Written {

    /**
     * Some blobs of a file are where they belong.
     *
     * @param blobs how many
     * @param bytes of them
     * @param end where the last of them ends in the file
     */
    void blobs(RestoredFile file, int blobs, long bytes, long end);
  }

  WriteBuffer(Written written) {
    this.written = written;
  }

  /** Takes a blob of a file; it is written at the latest by {@link #finish}. */
  void add(RestoredFile target, byte[] blob, int length, long at) {
    if (file != target) {
      finish();
      file = target;
    }
    if (!isZero(blob, length)) {
      if (position + content.position() != at) {
        flush(target);
        position = at;
      }
      append(target, blob, length);
    }
    blobs++;
    bytes += length;
    end = Math.max(end, at + length);
  }

  /** Writes what is kept, and tells of it. */
  void finish() {
    RestoredFile last = file;
    if (last != null) {
      flush(last);
      file = null;
      int count = blobs;
      long sum = bytes;
      long reached = end;
      forget();
      written.blobs(last, count, sum, reached);
    }
  }

  /** Drops what a failure left. */
  void forget() {
    content.clear();
    file = null;
    position = 0;
    blobs = 0;
    bytes = 0;
    end = 0;
  }

  private void append(RestoredFile target, byte[] blob, int length) {
    for (int done = 0; done < length; ) {
      int count = Math.min(content.remaining(), length - done);
      content.put(blob, done, count);
      done += count;
      if (!content.hasRemaining()) {
        flush(target);
      }
    }
  }

  private void flush(RestoredFile target) {
    if (content.position() > 0) {
      content.flip();
      try {
        position = target.write(content, position);
      } catch (IOException e) {
        throw new RestoreException(target.path().toString(), LocalFailure.explain(e), e);
      } finally {
        content.clear();
      }
    }
  }

  private static boolean isZero(byte[] content, int length) {
    // The first byte and each being like the one before it: a comparison at memory speed.
    return length == 0
        || (content[0] == 0 && Arrays.equals(content, 0, length - 1, content, 1, length));
  }
}
