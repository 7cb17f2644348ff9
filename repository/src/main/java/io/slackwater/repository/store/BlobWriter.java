// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.store;

import io.slackwater.repository.error.RepositoryException;
import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.index.BlobIndex;
import io.slackwater.repository.pack.BlobEncoder;
import io.slackwater.repository.pack.BlobType;
import io.slackwater.repository.pack.PackBuilder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stores the blobs of one operation: each once, compressed and encrypted by a worker per processor,
 * gathered into packs, uploaded, and indexed. Memory is bounded: 32 MiB of plain blobs, and two
 * packs beside the open ones. {@link #add} may be called by several threads; a failure of a worker
 * surfaces in the future of its blob and in {@link #flush}.
 */
public final class BlobWriter implements AutoCloseable {

  private static final int WORKERS = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);
  private static final int PARALLEL_UPLOADS = 2;
  private static final int IN_FLIGHT = PlainBlob.permitsOf(32 << 20);

  // Handing each small blob over by itself would cost more than hashing it.
  private static final int BATCH_BYTES = 256 * 1024;
  private static final int BATCH_BLOBS = 64;

  private final Store store;
  private final BlobIndex index;
  private final PackUploader uploader;
  private final ExecutorService workers;
  private final Queue<BlobEncoder> encoders = new ConcurrentLinkedQueue<>();
  private final Semaphore permits = new Semaphore(IN_FLIGHT);
  private final Map<BlobType, PackBuilder> open = new EnumMap<>(BlobType.class);
  private final Set<BlobId> addedData = ConcurrentHashMap.newKeySet();
  private final Set<BlobId> addedTrees = ConcurrentHashMap.newKeySet();
  private final BlobCounters counters;
  private final AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();
  private final Object batchLock = new Object();
  private List<PlainBlob> batch = new ArrayList<>();
  private int batchBytes;

  /**
   * @param index the index that tells which blobs are there already
   * @param beforeUpload called before each pack is written; throws if the operation may not go on
   */
  public BlobWriter(Store store, BlobIndex index, Runnable beforeUpload) {
    this.store = store;
    this.index = index;
    this.uploader = new PackUploader(store, beforeUpload, PARALLEL_UPLOADS);
    this.counters = new BlobCounters(uploader::storedBytes);
    this.workers =
        Executors.newFixedThreadPool(
            WORKERS, Thread.ofPlatform().name("repository-blobs-", 0).daemon().factory());
  }

  /** Returns what was stored so far. */
  public BlobCounters counters() {
    return counters;
  }

  /**
   * Stores a blob unless it is there; waits while too many are in flight.
   *
   * @param plain its content, not to be changed afterwards
   * @throws RepositoryException if an earlier blob could not be stored
   * @throws IllegalStateException if this writer was closed
   */
  public CompletableFuture<BlobId> add(BlobType type, byte[] plain) {
    return add(type, plain, plain.length, content -> {});
  }

  /**
   * Stores a blob unless it is there, from an array that is used again.
   *
   * @param content holds the blob, from its start
   * @param done takes the array back
   */
  public CompletableFuture<BlobId> add(
      BlobType type, byte[] content, int length, Consumer<byte[]> done) {
    PlainBlob blob = new PlainBlob(type, content, length, done, new CompletableFuture<>());
    int wanted = blob.permits(IN_FLIGHT);
    if (!permits.tryAcquire(wanted)) {
      // What waits in the batch holds permits, too.
      dispatch();
      permits.acquireUninterruptibly(wanted);
    }
    throwFailure(wanted);
    boolean full;
    synchronized (batchLock) {
      batch.add(blob);
      batchBytes += length;
      full = batchBytes >= BATCH_BYTES || batch.size() >= BATCH_BLOBS;
    }
    if (full) {
      dispatch();
    }
    return blob.id();
  }

  /** Stores a blob and waits for it. */
  public BlobId addNow(BlobType type, byte[] plain) {
    return await(add(type, plain));
  }

  /** Waits for a blob's id, throwing what its storing threw. */
  public BlobId await(CompletableFuture<BlobId> blob) {
    if (!blob.isDone()) {
      dispatch();
    }
    try {
      return blob.join();
    } catch (CompletionException e) {
      throw unwrapped(e);
    }
  }

  /**
   * Waits for all blobs, closes the open packs and writes the index. Afterwards everything added
   * may be named by a snapshot.
   *
   * @throws RepositoryException what the storing of the first blob that failed threw
   */
  public void flush() {
    dispatch();
    permits.acquireUninterruptibly(IN_FLIGHT);
    throwFailure(IN_FLIGHT);
    try {
      for (BlobType type : BlobType.values()) {
        PackBuilder last;
        synchronized (open) {
          last = open.remove(type);
        }
        if (last != null && !last.isEmpty()) {
          uploader.upload(last);
        }
      }
      uploader.flush();
    } finally {
      permits.release(IN_FLIGHT);
    }
  }

  /** Ends the workers; what was not flushed is lost, at most leaving packs that no index names. */
  @Override
  public void close() {
    List<PlainBlob> dropped = takeBatch();
    workers.shutdown();
    dropped.forEach(blob -> finished(blob, closed(null)));
    awaitWorkers();
    uploader.close();
    encoders.forEach(BlobEncoder::close);
    encoders.clear();
  }

  /** An interrupted thread waits, too: the workers' memory is not to be freed under them. */
  private void awaitWorkers() {
    boolean interrupted = false;
    while (!workers.isTerminated()) {
      try {
        interrupted |= !workers.awaitTermination(1, TimeUnit.MINUTES) && Thread.interrupted();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void throwFailure(int acquired) {
    Throwable failure = firstFailure.get();
    if (failure != null) {
      permits.release(acquired);
      throw unwrapped(new CompletionException(failure));
    }
  }

  private static RuntimeException unwrapped(CompletionException e) {
    return switch (e.getCause()) {
      case RepositoryException cause -> cause;
      case IllegalStateException cause -> cause;
      case null, default -> e;
    };
  }

  private static IllegalStateException closed(@Nullable Throwable cause) {
    return new IllegalStateException(
        "the backup was closed while it was still being written", cause);
  }

  private List<PlainBlob> takeBatch() {
    synchronized (batchLock) {
      List<PlainBlob> taken = batch;
      batch = new ArrayList<>();
      batchBytes = 0;
      return taken;
    }
  }

  private void dispatch() {
    List<PlainBlob> taken = takeBatch();
    if (taken.isEmpty()) {
      return;
    }
    try {
      workers.execute(() -> store(taken));
    } catch (RejectedExecutionException e) {
      taken.forEach(blob -> finished(blob, closed(e)));
      throw closed(e);
    }
  }

  private void store(List<PlainBlob> blobs) {
    BlobEncoder waiting = encoders.poll();
    BlobEncoder encoder = waiting == null ? store.codec().newEncoder() : waiting;
    try {
      for (PlainBlob blob : blobs) {
        try {
          BlobId id = store(blob, encoder);
          permits.release(blob.permits(IN_FLIGHT));
          blob.done().accept(blob.content());
          blob.id().complete(id);
        } catch (RuntimeException | Error e) {
          finished(blob, e);
        }
      }
    } finally {
      encoders.add(encoder);
    }
  }

  private void finished(PlainBlob blob, Throwable failure) {
    firstFailure.compareAndSet(null, failure);
    permits.release(blob.permits(IN_FLIGHT));
    blob.id().completeExceptionally(failure);
  }

  private BlobId store(PlainBlob blob, BlobEncoder encoder) {
    BlobType type = blob.type();
    BlobId id = encoder.take(blob.content(), blob.length());
    if (index.contains(type, id) || !(type == BlobType.DATA ? addedData : addedTrees).add(id)) {
      return id;
    }
    uploader.throwFailure();
    encoder.encode(type);
    PackBuilder full = null;
    synchronized (open) {
      PackBuilder builder = open.get(type);
      if (builder == null) {
        builder = new PackBuilder(store.key(), type, uploader.buffer());
        open.put(type, builder);
      }
      builder.add(id, encoder.sealed(), encoder.sealedLength(), encoder.plainLength());
      if (builder.isFull()) {
        full = open.remove(type);
      }
    }
    counters.count(type, blob.length());
    if (full != null) {
      uploader.upload(full);
    }
    return id;
  }
}
