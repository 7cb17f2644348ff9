// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.restore;

import io.slackwater.repository.tree.Node;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being written, blob by blob in any order; blobs of zeros become holes.
 * Thread-safe.
 */
final class RestoredFile {

  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

  // Java copies what it writes into a buffer outside the heap, and keeps one of the largest size.
  private static final int PIECE = 256 * 1024;

  private final Path path;
  private final Node node;
  private long size;
  private int missing;
  private @Nullable FileChannel channel;

  /**
   * @param node whose content it gets
   */
  RestoredFile(Path path, Node node) {
    this.path = path;
    this.node = node;
    this.missing = node.content().size();
  }

  Path path() {
    return path;
  }

  Node node() {
    return node;
  }

  /** Writes a blob where it belongs, unless it is a hole. */
  void write(byte[] content, int length, long position) throws IOException {
    if (isZero(content, length)) {
      return;
    }
    FileChannel open = open();
    long at = position;
    for (int done = 0; done < length; ) {
      int count = Math.min(PIECE, length - done);
      ByteBuffer piece = ByteBuffer.wrap(content, done, count);
      while (piece.hasRemaining()) {
        at += open.write(piece, at);
      }
      done += count;
    }
  }

  /**
   * Counts a blob as there.
   *
   * @param end where it ends
   * @return whether it was the last one: then the file is closed
   */
  synchronized boolean blobDone(long end) throws IOException {
    size = Math.max(size, end);
    missing--;
    if (missing > 0) {
      return false;
    }
    finish();
    return true;
  }

  /** Closes the file, as long as it has to be. */
  synchronized void finish() throws IOException {
    try (FileChannel last = open()) {
      if (last.size() < size) {
        last.write(ByteBuffer.allocate(1), size - 1);
      }
    }
    channel = null;
  }

  /** Closes what a failure left open. */
  synchronized void abandon() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  private synchronized FileChannel open() throws IOException {
    if (channel == null) {
      channel = FileChannel.open(path, NEW);
    }
    return channel;
  }

  private static boolean isZero(byte[] content, int length) {
    // The first byte and each being like the one before it: a comparison at memory speed.
    return length == 0
        || (content[0] == 0 && Arrays.equals(content, 0, length - 1, content, 1, length));
  }
}
