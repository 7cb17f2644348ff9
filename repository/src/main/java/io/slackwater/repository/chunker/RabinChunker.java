// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.chunker;

/**
 * Cuts into chunks of 512 KiB to 8 MiB, 1 MiB on average, where the Rabin fingerprint of the last
 * 64 bytes says so. The cuts are restic's (github.com/restic/chunker), so equal content is stored
 * once whichever of the two wrote it.
 */
public final class RabinChunker extends Chunker {

  /** No chunk but the last is smaller. */
  public static final int MIN_SIZE = 512 * 1024;

  /** No chunk is larger. */
  public static final int MAX_SIZE = 8 * 1024 * 1024;

  private static final long SPLIT_MASK = (1L << 20) - 1;
  private static final int WINDOW = RabinTables.WINDOW;

  private final RabinTables tables;
  private long digest;

  public RabinChunker(RabinTables tables, ChunkSink sink, long expected) {
    super(sink, MAX_SIZE, expected);
    this.tables = tables;
  }

  @Override
  int findCut(byte[] content, int from, int to) {
    if (to < MIN_SIZE) {
      // The window is filled from the bytes before the first possible cut, once they are all there.
      return -1;
    }
    long hash = from < MIN_SIZE ? firstWindow(content) : digest;
    if (from < MIN_SIZE && (hash & SPLIT_MASK) == 0) {
      return MIN_SIZE;
    }
    long[] out = tables.out();
    long[] mod = tables.mod();
    int shift = tables.shift();
    for (int i = Math.max(from, MIN_SIZE); i < to; i++) {
      hash ^= out[content[i - WINDOW] & 0xff];
      hash = (hash << 8 | content[i] & 0xff) ^ mod[(int) (hash >>> shift) & 0xff];
      if ((hash & SPLIT_MASK) == 0) {
        return i + 1;
      }
    }
    digest = hash;
    return to >= MAX_SIZE ? MAX_SIZE : -1;
  }

  private long firstWindow(byte[] content) {
    long[] mod = tables.mod();
    int shift = tables.shift();
    long hash = 0;
    for (int i = MIN_SIZE - WINDOW; i < MIN_SIZE; i++) {
      hash = (hash << 8 | content[i] & 0xff) ^ mod[(int) (hash >>> shift) & 0xff];
    }
    return hash;
  }
}
