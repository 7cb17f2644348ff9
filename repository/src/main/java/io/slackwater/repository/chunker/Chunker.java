// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.chunker;

import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a stream of bytes into chunks. Content is pushed by {@link #write} or pulled by {@link
 * #read}. Not thread-safe, one instance per stream.
 */
public abstract sealed class Chunker permits RabinChunker, FixedChunker {

  private static final int FIRST_CAPACITY = 64 * 1024;
  private static final int LARGEST_READ = 256 * 1024;

  private final int maxSize;
  private final ChunkSink sink;
  private byte[] buffer;
  private int length;

  /**
   * @param maxSize no chunk is larger
   * @param expected bytes of the whole stream, as far as they are known, else 0
   */
  Chunker(ChunkSink sink, int maxSize, long expected) {
    this.sink = sink;
    this.maxSize = maxSize;
    // One more than expected: so the end of a small file shows with its first chunk still in hand.
    long capacity = expected > 0 ? Math.min(maxSize, expected + 1) : FIRST_CAPACITY;
    this.buffer = sink.buffer((int) Math.min(maxSize, capacity));
  }

  /** Takes the next bytes of the stream. */
  public final void write(byte[] source, int offset, int count) {
    int at = offset;
    int end = offset + count;
    while (at < end) {
      int room = Math.min(end - at, room());
      System.arraycopy(source, at, buffer, length, room);
      at += room;
      advance(room);
    }
  }

  /**
   * Reads some bytes of the stream.
   *
   * @return how many, -1 at its end
   */
  public final int read(InputStream source, int most) throws IOException {
    int room = Math.min(Math.min(most, LARGEST_READ), room());
    int count = source.read(buffer, length, room);
    if (count > 0) {
      advance(count);
    }
    return count;
  }

  /** Ends the stream: what is left becomes the last chunk; an empty stream has none. */
  public final void finish() {
    if (length > 0) {
      sink.chunk(buffer, length);
    } else {
      sink.unused(buffer);
    }
    buffer = new byte[0];
    length = 0;
  }

  /**
   * Finds the end of the chunk.
   *
   * @param content the chunk so far
   * @param from how far it was searched before
   * @param to how many bytes are there
   * @return its length if it ends at or before {@code to}, else -1
   */
  abstract int findCut(byte[] content, int from, int to);

  private int room() {
    if (length == buffer.length && length < maxSize) {
      byte[] larger = sink.buffer((int) Math.min(maxSize, 2L * length));
      System.arraycopy(buffer, 0, larger, 0, length);
      sink.unused(buffer);
      buffer = larger;
    }
    return Math.min(buffer.length, maxSize) - length;
  }

  private void advance(int count) {
    int from = length;
    int to = length + count;
    int cut = findCut(buffer, from, to);
    while (cut >= 0) {
      byte[] done = buffer;
      int rest = to - cut;
      buffer = sink.buffer(Math.min(maxSize, Math.max(rest, FIRST_CAPACITY * 16)));
      System.arraycopy(done, cut, buffer, 0, rest);
      sink.chunk(done, cut);
      to = rest;
      cut = findCut(buffer, 0, rest);
    }
    length = to;
  }
}
