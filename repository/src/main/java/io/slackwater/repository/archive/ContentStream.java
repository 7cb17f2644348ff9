// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.archive;

import io.slackwater.repository.chunker.Chunker;
import io.slackwater.repository.chunker.RabinChunker;
import io.slackwater.repository.id.BlobId;
import java.util.List;

/**
 * The content of one file that arrives as a stream, on its way into data blobs. Not thread-safe.
 */
final class ContentStream {

  private final BackupSession session;
  private final FileChunks chunks;
  private final Chunker chunker;
  private long size;

  ContentStream(BackupSession session) {
    this.session = session;
    this.chunks = new FileChunks(session);
    this.chunker = new RabinChunker(session.store().chunking(), chunks, 0);
  }

  void write(byte[] bytes, int offset, int length) {
    session.mayGoOn();
    chunker.write(bytes, offset, length);
    size += length;
    session.tally().addBytes(length);
    session.reportProgress();
  }

  /** Ends the content; its blobs may still be on their way. */
  void finish() {
    chunker.finish();
    chunks.finish();
  }

  long size() {
    return size;
  }

  /** Waits for the blobs. */
  List<BlobId> blobs() {
    return chunks.blobs();
  }
}
