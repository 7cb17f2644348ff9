// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.archive;

import io.slackwater.repository.chunker.ChunkSink;
import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.pack.BlobType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The chunks of one file on their way into data blobs. Runs of zeros become blobs of 512 KiB, which
 * are hashed once per backup and which a sparse restore, restic's too, knows for holes. Not
 * thread-safe.
 */
final class FileChunks implements ChunkSink {

  /** Bytes of a blob that stands for a part of a hole. */
  static final int ZERO_BLOCK = 512 * 1024;

  private static final byte[] ZEROS = new byte[ZERO_BLOCK];

  private final BackupSession session;
  private final List<BlobId> known = new ArrayList<>();
  private final Deque<CompletableFuture<BlobId>> coming = new ArrayDeque<>();
  private long zeros;

  FileChunks(BackupSession session) {
    this.session = session;
  }

  @Override
  public byte[] buffer(int size) {
    return session.buffers().take(size);
  }

  @Override
  public void unused(byte[] buffer) {
    session.buffers().give(buffer);
  }

  @Override
  public void chunk(byte[] buffer, int length) {
    if (isZero(buffer, length)) {
      unused(buffer);
      zeros(length);
    } else {
      endZeros();
      add(session.writer().add(BlobType.DATA, buffer, length, session.buffers()::give));
    }
  }

  /** Adds a run of zeros that nobody read. */
  void zeros(long count) {
    zeros += count;
    for (; zeros >= ZERO_BLOCK; zeros -= ZERO_BLOCK) {
      add(session.zeroBlock(ZEROS));
    }
  }

  /** Adds a blob that the repository has. */
  void have(BlobId blob) {
    endZeros();
    add(CompletableFuture.completedFuture(blob));
  }

  /** Ends the file; its blobs may still be on their way. */
  void finish() {
    endZeros();
  }

  /** Waits for the blobs. */
  List<BlobId> blobs() {
    for (CompletableFuture<BlobId> blob : coming) {
      known.add(session.writer().await(blob));
    }
    coming.clear();
    return List.copyOf(known);
  }

  private void endZeros() {
    if (zeros > 0) {
      byte[] rest = buffer((int) zeros);
      Arrays.fill(rest, 0, (int) zeros, (byte) 0);
      add(session.writer().add(BlobType.DATA, rest, (int) zeros, session.buffers()::give));
      zeros = 0;
    }
  }

  /** Ids take less memory than what promises them, and a file may have millions. */
  private void add(CompletableFuture<BlobId> blob) {
    coming.add(blob);
    while (!coming.isEmpty() && coming.peek().isDone()) {
      known.add(session.writer().await(coming.remove()));
    }
  }

  private static boolean isZero(byte[] buffer, int length) {
    if (buffer[0] != 0 || buffer[length - 1] != 0 || buffer[length / 2] != 0) {
      return false;
    }
    for (int at = 0; at < length; at += ZEROS.length) {
      int count = Math.min(ZEROS.length, length - at);
      if (!Arrays.equals(buffer, at, at + count, ZEROS, 0, count)) {
        return false;
      }
    }
    return true;
  }
}
