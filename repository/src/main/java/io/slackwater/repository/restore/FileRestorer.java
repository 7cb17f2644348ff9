// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.restore;

import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.pack.BlobType;
import io.slackwater.repository.store.BlobReader;
import io.slackwater.repository.tree.Node;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.function.LongConsumer;

/** Writes the content of files; blobs of zeros become holes. Thread-safe. */
final class FileRestorer {

  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

  private final BlobReader blobs;

  FileRestorer(BlobReader blobs) {
    this.blobs = blobs;
  }

  /**
   * Writes a file that must not exist.
   *
   * @param written told of each blob's bytes
   */
  void write(Path path, Node file, LongConsumer written) throws IOException {
    try (FileChannel channel = FileChannel.open(path, NEW)) {
      long position = 0;
      boolean hole = false;
      for (BlobId id : file.content()) {
        byte[] content = blobs.read(BlobType.DATA, id);
        hole = isZero(content);
        if (!hole) {
          writeFully(channel, ByteBuffer.wrap(content), position);
        }
        position += content.length;
        written.accept(content.length);
      }
      if (hole) {
        writeFully(channel, ByteBuffer.allocate(1), position - 1);
      }
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer content, long position)
      throws IOException {
    long at = position;
    while (content.hasRemaining()) {
      at += channel.write(content, at);
    }
  }

  private static boolean isZero(byte[] content) {
    for (byte b : content) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }
}
