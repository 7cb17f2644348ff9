// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.chunker;

/**
 * Cuts at every multiple of a block size. For what is written over in place, page by page:
 * databases, images and block devices. There it needs no rolling hash, and a changed page costs a
 * block instead of a chunk four times as large.
 */
public final class FixedChunker extends Chunker {

  /** The block size of new content. */
  public static final int BLOCK = 256 * 1024;

  private final int block;

  public FixedChunker(ChunkSink sink, int block, long expected) {
    super(sink, block, expected);
    this.block = block;
  }

  /** Returns the size of the blocks. */
  public int block() {
    return block;
  }

  @Override
  int findCut(byte[] content, int from, int to) {
    return to >= block ? block : -1;
  }
}
