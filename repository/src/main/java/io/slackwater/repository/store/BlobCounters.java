// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.store;

import io.slackwater.repository.pack.BlobType;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** What one operation stored so far. Thread-safe. */
public final class BlobCounters {

  private final LongAdder dataBlobs = new LongAdder();
  private final LongAdder treeBlobs = new LongAdder();
  private final LongAdder plainBytes = new LongAdder();
  private final LongSupplier storedBytes;

  BlobCounters(LongSupplier storedBytes) {
    this.storedBytes = storedBytes;
  }

  void count(BlobType type, long length) {
    (type == BlobType.DATA ? dataBlobs : treeBlobs).increment();
    plainBytes.add(length);
  }

  /** Returns the number of new data blobs. */
  public long dataBlobs() {
    return dataBlobs.sum();
  }

  /** Returns the number of new tree blobs. */
  public long treeBlobs() {
    return treeBlobs.sum();
  }

  /** Returns the plain bytes of the new blobs. */
  public long plainBytes() {
    return plainBytes.sum();
  }

  /** Returns the bytes of the packs written. */
  public long storedBytes() {
    return storedBytes.getAsLong();
  }
}
