// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.backend.local;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The bytes of one file, read and written piece by piece. */
final class LocalFile implements AutoCloseable {

  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

  // Java copies through a buffer outside the heap, and keeps one of the largest size per thread.
  private static final int PIECE = 256 * 1024;

  private final FileChannel channel;

  private LocalFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Opens a file, which must reach that far: a damaged index may ask for any length. */
  static LocalFile open(Path path, long offset, int length) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    long size = channel.size();
    if (offset < 0 || length < 0 || size - offset < length) {
      channel.close();
      throw new EOFException(
          "the file has %d bytes, %d from offset %d were expected".formatted(size, length, offset));
    }
    return new LocalFile(channel);
  }

  /** Reads into the start of an array. */
  void read(long offset, byte[] target, int length) throws IOException {
    for (int done = 0; done < length; ) {
      ByteBuffer piece = ByteBuffer.wrap(target, done, Math.min(PIECE, length - done));
      int count = channel.read(piece, offset + done);
      if (count < 0) {
        throw new EOFException(
            "the file ends after %d bytes, %d from offset %d were expected"
                .formatted(offset + done, length, offset));
      }
      done += count;
    }
  }

  /** Writes a new file and syncs it; leaves none behind when it fails. */
  static void write(Path path, ByteBuffer content) throws IOException {
    int expected = content.remaining();
    int end = content.limit();
    try (FileChannel channel = FileChannel.open(path, NEW, PRIVATE_FILE)) {
      while (content.position() < end) {
        content.limit(Math.min(end, content.position() + PIECE));
        channel.write(content);
      }
      channel.force(true);
      if (channel.size() != expected) {
        throw new IOException(
            "%d of %d bytes are there after writing".formatted(channel.size(), expected));
      }
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      deleteAfter(e, path);
      throw e;
    }
  }

  private static void deleteAfter(IOException failure, Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
