// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.store;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Byte arrays that are used again, so that a backup of terabytes leaves no garbage. Sizes are
 * powers of two; what is given back beyond the limit is dropped. Thread-safe.
 */
public final class BufferPool {

  private static final int SMALLEST_BITS = 14;
  private static final int LARGEST_BITS = 23;

  private final Deque<?>[] idle = new Deque<?>[LARGEST_BITS + 1];
  private final long limit;
  private long held;

  /**
   * @param limit bytes that may lie idle
   */
  public BufferPool(long limit) {
    this.limit = limit;
    for (int bits = SMALLEST_BITS; bits <= LARGEST_BITS; bits++) {
      idle[bits] = new ArrayDeque<byte[]>();
    }
  }

  /** Returns an array of at least that size, with any content. */
  public byte[] take(int size) {
    int bits = Math.max(SMALLEST_BITS, 32 - Integer.numberOfLeadingZeros(Math.max(0, size - 1)));
    if (bits > LARGEST_BITS) {
      return new byte[size];
    }
    synchronized (this) {
      if (idle[bits].pollLast() instanceof byte[] buffer) {
        held -= buffer.length;
        return buffer;
      }
    }
    return new byte[1 << bits];
  }

  /** Takes an array back; the giver must not touch it again. */
  public void give(byte[] buffer) {
    int bits = 31 - Integer.numberOfLeadingZeros(buffer.length);
    boolean pooled = bits >= SMALLEST_BITS && bits <= LARGEST_BITS && buffer.length == 1 << bits;
    synchronized (this) {
      if (pooled && held + buffer.length <= limit) {
        @SuppressWarnings("unchecked")
        Deque<byte[]> same = (Deque<byte[]>) idle[bits];
        same.addLast(buffer);
        held += buffer.length;
      }
    }
  }
}
