// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.archive;

import io.slackwater.repository.chunker.ChunkSink;
import io.slackwater.repository.chunker.Chunker;
import io.slackwater.repository.chunker.FixedChunker;
import io.slackwater.repository.chunker.RabinChunker;
import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.index.BlobIndex;
import io.slackwater.repository.index.BlobLocation;
import io.slackwater.repository.pack.BlobType;
import io.slackwater.repository.store.Store;
import io.slackwater.repository.tree.Node;
import org.jspecify.annotations.Nullable;

/**
 * Chooses how a file is cut: what consists of pages that are written over in place, at fixed
 * blocks; all else where its content says so, as restic does. A file that the parent snapshot has
 * stays with how it was cut there, which the lengths of its blobs record.
 */
final class ChunkerRule {

  /** Smaller files are one or two chunks either way. */
  static final int SMALLEST_PAGED = 1024 * 1024;

  /** So many blocks at most, before blocks get larger: a tree lists them all. */
  private static final long MANY_BLOCKS = 128 * 1024;

  private static final int PAGE = 4096;

  private final Store store;
  private final BlobIndex index;

  ChunkerRule(Store store, BlobIndex index) {
    this.store = store;
    this.index = index;
  }

  /**
   * Makes the chunker of a file.
   *
   * @param size bytes that the file has now
   * @param head its first bytes
   * @param was the file in the parent snapshot
   */
  Chunker chunker(ChunkSink sink, long size, byte[] head, @Nullable Node was) {
    int block = was == null ? 0 : recorded(was);
    if (block == 0) {
      block =
          size >= SMALLEST_PAGED && size % PAGE == 0 && !StreamFormat.isStream(head)
              ? block(size)
              : -1;
    }
    return block > 0
        ? new FixedChunker(sink, block, size)
        : new RabinChunker(store.chunking(), sink, size);
  }

  /** Returns the size of blocks for a paged file. */
  static int block(long size) {
    return size / FixedChunker.BLOCK <= MANY_BLOCKS ? FixedChunker.BLOCK : 4 * FixedChunker.BLOCK;
  }

  /**
   * Returns the size of the blocks that a file has in a snapshot, -1 if its content decided, 0 if
   * it cannot be told.
   */
  int recorded(Node was) {
    for (int i = 0; i + 1 < was.content().size(); i++) {
      long length = length(was.content().get(i));
      // Runs of zeros are cut alike by both.
      if (length != FileChunks.ZERO_BLOCK) {
        boolean fixed = length == FixedChunker.BLOCK || length == 4 * FixedChunker.BLOCK;
        boolean rabin = length > RabinChunker.MIN_SIZE;
        return fixed ? (int) length : rabin ? -1 : 0;
      }
    }
    return 0;
  }

  /** Returns the plain bytes of a blob, 0 if no index knows it. */
  long length(BlobId blob) {
    BlobLocation location = index.find(BlobType.DATA, blob);
    return location == null ? 0 : location.blob().contentLength();
  }
}
