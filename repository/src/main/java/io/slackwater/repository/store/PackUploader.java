// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.store;

import io.slackwater.repository.index.IndexedPack;
import io.slackwater.repository.pack.PackBuilder;
import io.slackwater.repository.pack.PackFile;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Writes full packs while the next ones fill, a few at a time, and lists each in the index once it
 * is safely stored. Thread-safe.
 */
final class PackUploader implements AutoCloseable {

  private final Store store;
  private final IndexWriter indexWriter;
  private final Runnable beforeUpload;
  private final int parallel;
  private final Semaphore slots;
  private final ExecutorService threads;
  // At most as many as there are packs at a time: those being written, and one open of each type.
  private final Queue<byte[]> buffers = new ConcurrentLinkedQueue<>();
  private final LongAdder storedBytes = new LongAdder();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  PackUploader(Store store, Runnable beforeUpload, int parallel) {
    this.store = store;
    this.indexWriter = new IndexWriter(store.files());
    this.beforeUpload = beforeUpload;
    this.parallel = parallel;
    this.slots = new Semaphore(parallel);
    this.threads =
        Executors.newFixedThreadPool(
            parallel, Thread.ofPlatform().name("repository-packs-", 0).daemon().factory());
  }

  /** Returns an array that a pack before has grown, or a small one. */
  byte[] buffer() {
    byte[] grown = buffers.poll();
    return grown == null ? new byte[PackBuilder.INITIAL_CAPACITY] : grown;
  }

  /** Has a pack written; waits while too many are on their way. */
  void upload(PackBuilder builder) {
    slots.acquireUninterruptibly();
    threads.execute(
        () -> {
          try {
            if (failure.get() == null) {
              write(builder.finish());
            }
          } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
          } finally {
            slots.release();
          }
        });
  }

  /** Waits for the packs and writes what is left of the index. */
  void flush() {
    slots.acquireUninterruptibly(parallel);
    slots.release(parallel);
    throwFailure();
    indexWriter.flush();
  }

  /** Throws what the first pack that failed threw. */
  void throwFailure() {
    RuntimeException thrown = failure.get();
    if (thrown != null) {
      throw thrown;
    }
  }

  long storedBytes() {
    return storedBytes.sum();
  }

  /** Waits for the packs on their way; what is not in the index is left to prune. */
  @Override
  public void close() {
    threads.shutdown();
    slots.acquireUninterruptibly(parallel);
    slots.release(parallel);
  }

  private void write(PackFile pack) {
    beforeUpload.run();
    store.backend().save(pack.id().file(), pack.content());
    storedBytes.add(pack.content().remaining());
    // Not into the index in memory: were the operation aborted now, no index file would back that
    // claim.
    indexWriter.add(new IndexedPack(pack.id(), pack.blobs()));
    buffers.add(pack.content().array());
  }
}
