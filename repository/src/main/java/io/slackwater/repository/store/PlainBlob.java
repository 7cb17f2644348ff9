// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.store;

import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.pack.BlobType;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A blob on its way into a pack.
 *
 * @param type data or tree
 * @param content its content
 * @param length bytes of it
 * @param done takes the array back when the blob is encoded
 * @param id its id, once it is encoded
 */
record PlainBlob(
    BlobType type,
    byte[] content,
    int length,
    Consumer<byte[]> done,
    CompletableFuture<BlobId> id) {

  private static final int UNIT = 1024;

  /**
   * Returns how much of the memory for blobs in flight it takes: its array may be far longer than
   * it.
   */
  int permits(int all) {
    return Math.min(all, 1 + content.length / UNIT);
  }

  /** Returns how many permits a memory of so many bytes has. */
  static int permitsOf(int bytes) {
    return bytes / UNIT;
  }
}
