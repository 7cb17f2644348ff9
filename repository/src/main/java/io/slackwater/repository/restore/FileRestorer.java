// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.restore;

import io.slackwater.repository.error.LocalFailure;
import io.slackwater.repository.error.RestoreException;
import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.index.BlobLocation;
import io.slackwater.repository.pack.BlobDecoder;
import io.slackwater.repository.pack.BlobType;
import io.slackwater.repository.store.BlobReader;
import java.io.IOException;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Writes the content of files: gathers what they need, reads it pack by pack in long ranges, and
 * decodes and writes it by two workers. Used by one thread; close it.
 */
final class FileRestorer implements AutoCloseable {

  private static final long MAX_GATHERED_BYTES = 64L << 20;
  private static final int MAX_GATHERED_BLOBS = 4_000;

  /** The hash of 512 KiB of zeros, by which restic's sparse restores know holes, too. */
  private static final BlobId ZEROS =
      BlobId.parse("07854d2fef297a06ba81685e660c332de36d5d18d546927d30daad6d7fda1541");

  private static final int ZEROS_LENGTH = 512 * 1024;

  private final BlobReader blobs;
  private final RestoreWorkers workers;
  private final LongConsumer written;
  private final Consumer<RestoredFile> done;
  private final PackReads gathered = new PackReads();
  private final Queue<RangeReader> readers = new ConcurrentLinkedQueue<>();
  private final Set<RestoredFile> open = ConcurrentHashMap.newKeySet();

  /**
   * @param written told of bytes of some blobs
   * @param done told of each file whose content is there
   */
  FileRestorer(
      BlobReader blobs, RestoreWorkers workers, LongConsumer written, Consumer<RestoredFile> done) {
    this.blobs = blobs;
    this.workers = workers;
    this.written = written;
    this.done = done;
  }

  /** Has a file written that must not exist. */
  void add(RestoredFile file) {
    if (file.node().content().isEmpty()) {
      workers.submit(
          () ->
              at(
                  file,
                  () -> {
                    file.finish();
                    done.accept(file);
                  }));
      return;
    }
    open.add(file);
    long position = 0;
    for (BlobId id : file.node().content()) {
      if (id.equals(ZEROS)) {
        long end = position + ZEROS_LENGTH;
        blobsDone(file, 1, ZEROS_LENGTH, end);
        position = end;
        continue;
      }
      BlobLocation location = blobs.locate(BlobType.DATA, id);
      gathered.add(location, new PackReads.Destination(file, position));
      position += location.blob().contentLength();
      if (gathered.bytes() >= MAX_GATHERED_BYTES || gathered.blobs() >= MAX_GATHERED_BLOBS) {
        read();
      }
    }
  }

  /** Waits for all files. */
  void finish() {
    read();
    workers.finish();
  }

  private void read() {
    for (PackReads.Range range : gathered.take()) {
      workers.submit(() -> restore(range));
    }
  }

  private void restore(PackReads.Range range) {
    RangeReader waiting = readers.poll();
    RangeReader reader = waiting == null ? new RangeReader(blobs, this::blobsDone) : waiting;
    try {
      reader.load(range);
      for (PackReads.Wanted wanted : range.blobs()) {
        BlobDecoder decoder = reader.decode(range, wanted.blob());
        for (PackReads.Destination to : wanted.destinations()) {
          reader.writes().add(to.file(), decoder.content(), decoder.length(), to.position());
        }
      }
      reader.writes().finish();
    } finally {
      readers.add(reader);
    }
  }

  private void blobsDone(RestoredFile file, int count, long bytes, long end) {
    at(
        file,
        () -> {
          boolean whole = file.blobsDone(count, end);
          written.accept(bytes);
          if (whole) {
            open.remove(file);
            done.accept(file);
          }
        });
  }

  /** A step that touches the file system. */
  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  private static void at(RestoredFile file, Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new RestoreException(file.path().toString(), LocalFailure.explain(e), e);
    }
  }

  @Override
  public void close() {
    workers.close();
    readers.forEach(RangeReader::close);
    for (RestoredFile left : new HashSet<>(open)) {
      at(left, left::abandon);
    }
  }
}
