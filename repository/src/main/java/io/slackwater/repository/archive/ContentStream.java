// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.archive;

import io.slackwater.repository.chunker.Chunker;
import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.pack.BlobType;
import io.slackwater.repository.store.BlobWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The content of one file on its way into data blobs. Not thread-safe. */
final class ContentStream {

  private static final long REPORT_EVERY = 8L << 20;

  private final BackupSession session;
  private final Chunker chunker;
  private final List<CompletableFuture<BlobId>> blobs = new ArrayList<>();
  private long size;
  private long unreported;

  ContentStream(BackupSession session) {
    this.session = session;
    this.chunker =
        new Chunker(
            session.store().chunking(),
            chunk -> blobs.add(session.writer().add(BlobType.DATA, chunk)));
  }

  void write(byte[] bytes, int offset, int length) {
    session.mayGoOn();
    chunker.write(bytes, offset, length);
    size += length;
    session.tally().addBytes(length);
    unreported += length;
    if (unreported >= REPORT_EVERY) {
      unreported = 0;
      session.reportProgress();
    }
  }

  /** Ends the content; its blobs may still be on their way. */
  void finish() {
    chunker.finish();
  }

  long size() {
    return size;
  }

  /** Waits for the blobs. */
  List<BlobId> blobs() {
    return blobs.stream().map(BlobWriter::await).toList();
  }
}
