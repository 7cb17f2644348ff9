// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.chunker;

import java.util.Arrays;

/**
 * Cuts a stream of bytes into chunks of 512 KiB to 8 MiB, 1 MiB on average, where the Rabin
 * fingerprint of the last 64 bytes says so. The cuts are restic's (github.com/restic/chunker), so
 * equal content is stored once whichever of the two wrote it. Push style: not thread-safe, one
 * instance per stream.
 */
public final class Chunker {

  /** No chunk but the last is smaller. */
  public static final int MIN_SIZE = 512 * 1024;

  /** No chunk is larger. */
  public static final int MAX_SIZE = 8 * 1024 * 1024;

  private static final long SPLIT_MASK = (1L << 20) - 1;
  private static final int INITIAL_CAPACITY = 64 * 1024;

  private final RabinTables tables;
  private final ChunkSink sink;
  private byte[] buffer = new byte[INITIAL_CAPACITY];
  private int length;
  private long digest;

  /** Receives the chunks in order; each array is the receiver's own. */
  @FunctionalInterface
  public interface ChunkSink {
    /** Takes one chunk. */
    void chunk(byte[] content);
  }

  public Chunker(RabinTables tables, ChunkSink sink) {
    this.tables = tables;
    this.sink = sink;
  }

  /** Takes the next bytes of the stream. */
  public void write(byte[] source, int offset, int count) {
    int at = offset;
    int end = offset + count;
    while (at < end) {
      int room = Math.min(end - at, MAX_SIZE - length);
      ensureCapacity(length + room);
      System.arraycopy(source, at, buffer, length, room);
      int cut = findCut(length, length + room);
      if (cut < 0) {
        length += room;
        at += room;
      } else {
        at += cut - length;
        length = cut;
        emit();
      }
    }
  }

  /** Ends the stream: what is left becomes the last chunk; an empty stream has none. */
  public void finish() {
    if (length > 0) {
      emit();
    }
  }

  private void emit() {
    byte[] chunk = Arrays.copyOf(buffer, length);
    length = 0;
    digest = 0;
    sink.chunk(chunk);
  }

  private void ensureCapacity(int needed) {
    if (needed > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.min(MAX_SIZE, Math.max(needed, buffer.length * 2)));
    }
  }

  /** Returns the length of the chunk if it ends among the bytes from..to, else -1. */
  private int findCut(int from, int to) {
    int window = RabinTables.WINDOW;
    int start = Math.max(from, MIN_SIZE - window);
    byte[] bytes = buffer;
    long hash = digest;
    long[] out = tables.out();
    long[] mod = tables.mod();
    int shift = tables.shift();
    for (int i = start; i < to; i++) {
      if (i >= MIN_SIZE) {
        hash ^= out[bytes[i - window] & 0xff];
      }
      hash = (hash << 8 | bytes[i] & 0xff) ^ mod[(int) (hash >>> shift)];
      if (i + 1 >= MIN_SIZE && ((hash & SPLIT_MASK) == 0 || i + 1 >= MAX_SIZE)) {
        return i + 1;
      }
    }
    digest = hash;
    return -1;
  }
}
