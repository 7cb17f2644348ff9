// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.restore;

import io.slackwater.repository.tree.Node;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being written, part by part in any order; what is left out becomes a hole.
 * Thread-safe.
 */
final class RestoredFile {

  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

  private final Path path;
  private final Node node;
  private final long number;
  private long size;
  private long reached;
  private int missing;
  private @Nullable FileChannel channel;

  /**
   * @param node whose content it gets
   * @param number of all files of a restore, in the order in which they are met
   */
  RestoredFile(Path path, Node node, long number) {
    this.path = path;
    this.node = node;
    this.number = number;
    this.missing = node.content().size();
  }

  Path path() {
    return path;
  }

  Node node() {
    return node;
  }

  long number() {
    return number;
  }

  /**
   * Writes content where it belongs.
   *
   * @return where it ends
   */
  long write(ByteBuffer content, long position) throws IOException {
    FileChannel open = open();
    long at = position;
    while (content.hasRemaining()) {
      at += open.write(content, at);
    }
    reached(at);
    return at;
  }

  /**
   * Counts blobs as there.
   *
   * @param end where the last of them ends
   * @return whether they were the last ones: then the file is closed
   */
  synchronized boolean blobsDone(int blobs, long end) throws IOException {
    size = Math.max(size, end);
    missing -= blobs;
    if (missing > 0) {
      return false;
    }
    finish();
    return true;
  }

  /** Closes the file, as long as it has to be. */
  synchronized void finish() throws IOException {
    try (FileChannel last = open()) {
      if (reached < size) {
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

  private synchronized void reached(long end) {
    reached = Math.max(reached, end);
  }

  private synchronized FileChannel open() throws IOException {
    if (channel == null) {
      channel = FileChannel.open(path, NEW);
    }
    return channel;
  }
}
