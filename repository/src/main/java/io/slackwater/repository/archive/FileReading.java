// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.archive;

import io.slackwater.repository.chunker.Chunker;
import io.slackwater.repository.chunker.FixedChunker;
import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.posix.Holes;
import io.slackwater.repository.tree.Node;
import io.slackwater.repository.tree.RawPaths;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one file into data blobs; leaves out its holes where it is cut at fixed blocks. */
final class FileReading {

  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private final BackupSession session;
  private final ChunkerRule rule;
  private final FileChunks chunks;
  private long size;

  FileReading(BackupSession session, ChunkerRule rule) {
    this.session = session;
    this.rule = rule;
    this.chunks = new FileChunks(session);
  }

  /**
   * Reads a file to its end.
   *
   * @param expected bytes that it has, by its metadata
   * @param was the file in the parent snapshot
   */
  void read(Path path, long expected, @Nullable Node was) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(path, READ)) {
      InputStream in = Channels.newInputStream(channel);
      boolean large = expected >= ChunkerRule.SMALLEST_PAGED;
      byte[] head = large ? in.readNBytes(StreamFormat.HEAD) : new byte[0];
      channel.position(0);
      Chunker chunker = rule.chunker(chunks, expected, head, was);
      if (large && chunker instanceof FixedChunker fixed) {
        readWithHoles(path, channel, in, fixed);
      } else {
        readTo(Long.MAX_VALUE, in, chunker);
      }
      chunker.finish();
      chunks.finish();
    }
  }

  /**
   * Reads only the blocks that changed ranges touch, and takes the others from the parent snapshot.
   *
   * @param ranges all that may differ from {@code was}
   */
  void readChanged(Path path, long expected, Node was, List<ChangedRange> ranges)
      throws IOException {
    int block = rule.recorded(was);
    if (block <= 0 || expected < was.size()) {
      read(path, expected, was);
      return;
    }
    ChangedBlocks changed = new ChangedBlocks(ranges);
    try (SeekableByteChannel channel = Files.newByteChannel(path, READ)) {
      InputStream in = Channels.newInputStream(channel);
      for (BlobId blob : was.content()) {
        long end = size + rule.length(blob);
        // The last block of a file that has grown is not at its old length any more.
        boolean grown = expected > was.size() && end >= was.size();
        if (!grown && !changed.next(size, end)) {
          chunks.have(blob);
          count(end - size);
        } else if (!readBlocks(channel, in, block, grown ? Long.MAX_VALUE : end)) {
          break;
        }
      }
      chunks.finish();
    }
  }

  private boolean readBlocks(SeekableByteChannel channel, InputStream in, int block, long end)
      throws IOException {
    channel.position(size);
    FixedChunker chunker = new FixedChunker(chunks, block, 0);
    boolean more = readTo(end, in, chunker);
    chunker.finish();
    return more;
  }

  /** Returns the bytes read. */
  long size() {
    return size;
  }

  /** Waits for the blobs. */
  List<BlobId> blobs() {
    return chunks.blobs();
  }

  private void readWithHoles(
      Path path, SeekableByteChannel channel, InputStream in, FixedChunker chunker)
      throws IOException {
    int block = chunker.block();
    try (Holes holes = Holes.of(RawPaths.bytesOf(path))) {
      while (true) {
        long end = channel.size();
        long hole = holes.nextHole(size);
        // Only whole blocks are left out, so that each begins at a multiple of its size.
        long from = hole < 0 ? end : Math.min(end, (hole + block - 1) / block * block);
        if (from > size && !readTo(from, in, chunker)) {
          return;
        }
        long data = holes.nextData(size);
        long to = data < 0 ? channel.size() / block * block : data / block * block;
        if (to > size) {
          chunks.zeros(to - size);
          count(to - size);
          channel.position(size);
        } else if (from >= end) {
          readTo(Long.MAX_VALUE, in, chunker);
          return;
        } else if (!readTo(size + block, in, chunker)) {
          return;
        }
      }
    }
  }

  /** Returns false at the end of the file. */
  private boolean readTo(long end, InputStream in, Chunker chunker) throws IOException {
    while (size < end) {
      session.mayGoOn();
      int most = (int) Math.min(Integer.MAX_VALUE, end - size);
      int count = chunker.read(in, most);
      if (count < 0) {
        return false;
      }
      count(count);
    }
    return true;
  }

  private void count(long bytes) {
    size += bytes;
    session.tally().addBytes(bytes);
    session.reportProgress();
  }
}
