// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.store;

import io.slackwater.repository.crypto.MacMismatchException;
import io.slackwater.repository.error.DamagedFileException;
import io.slackwater.repository.error.RepositoryException;
import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.id.Sha256;
import io.slackwater.repository.index.BlobIndex;
import io.slackwater.repository.index.IndexedPack;
import io.slackwater.repository.pack.BlobCodec;
import io.slackwater.repository.pack.BlobType;
import io.slackwater.repository.pack.PackBuilder;
import io.slackwater.repository.pack.PackFile;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Stores the blobs of one operation: each once, compressed and encrypted by two workers, gathered
 * into packs, uploaded, and indexed. At most six blobs and two packs of each type are in memory.
 * {@link #add} may be called by several threads; a failure of a worker surfaces in the future of
 * its blob and in {@link #flush}.
 */
public final class BlobWriter implements AutoCloseable {

  private static final int WORKERS = 2;
  private static final int IN_FLIGHT = 6;

  private final Store store;
  private final BlobIndex index;
  private final IndexWriter indexWriter;
  private final Runnable beforeUpload;
  private final ExecutorService workers;
  private final Semaphore slots = new Semaphore(IN_FLIGHT);
  private final Map<BlobType, PackBuilder> open = new EnumMap<>(BlobType.class);
  private final Set<BlobId> addedData = ConcurrentHashMap.newKeySet();
  private final Set<BlobId> addedTrees = ConcurrentHashMap.newKeySet();
  private final Counters counters = new Counters();
  private final AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();

  /** What was stored so far. */
  public static final class Counters {
    private final LongAdder dataBlobs = new LongAdder();
    private final LongAdder treeBlobs = new LongAdder();
    private final LongAdder plainBytes = new LongAdder();
    private final LongAdder storedBytes = new LongAdder();

    /** Returns the number of new data blobs. */
    public long dataBlobs() {
      return dataBlobs.sum();
    }

    /** Returns the number of new tree blobs. */
    public long treeBlobs() {
      return treeBlobs.sum();
    }

    /** Returns the plain bytes of the new blobs. */
    public long plainBytes() {
      return plainBytes.sum();
    }

    /** Returns the bytes of the packs written. */
    public long storedBytes() {
      return storedBytes.sum();
    }
  }

  /**
   * @param index the index that tells which blobs are there already
   * @param beforeUpload called before each pack is written; throws if the operation may not go on
   */
  public BlobWriter(Store store, BlobIndex index, Runnable beforeUpload) {
    this.store = store;
    this.index = index;
    this.indexWriter = new IndexWriter(store.files());
    this.beforeUpload = beforeUpload;
    this.workers =
        Executors.newFixedThreadPool(
            WORKERS, Thread.ofPlatform().name("repository-blobs-", 0).daemon().factory());
  }

  /** Returns what was stored so far. */
  public Counters counters() {
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
    slots.acquireUninterruptibly();
    if (firstFailure.get() instanceof CompletionException failure) {
      slots.release();
      throw unwrapped(failure);
    }
    try {
      return CompletableFuture.supplyAsync(() -> store(type, plain), workers)
          .whenComplete(
              (id, failure) -> {
                if (failure != null) {
                  firstFailure.compareAndSet(null, failure);
                }
                slots.release();
              });
    } catch (RejectedExecutionException e) {
      slots.release();
      throw new IllegalStateException("the backup was closed while it was still being written", e);
    }
  }

  /** Stores a blob and waits for it. */
  public BlobId addNow(BlobType type, byte[] plain) {
    return await(add(type, plain));
  }

  /** Waits for a blob's id, throwing what its storing threw. */
  public static BlobId await(CompletableFuture<BlobId> blob) {
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
    slots.acquireUninterruptibly(IN_FLIGHT);
    try {
      if (firstFailure.get() instanceof CompletionException failure) {
        throw unwrapped(failure);
      }
      for (BlobType type : BlobType.values()) {
        PackBuilder last;
        synchronized (open) {
          last = open.remove(type);
        }
        if (last != null && !last.isEmpty()) {
          upload(last);
        }
      }
      indexWriter.flush();
    } finally {
      slots.release(IN_FLIGHT);
    }
  }

  /** Ends the workers; what was not flushed is lost, at most leaving packs that no index names. */
  @Override
  public void close() {
    workers.shutdown();
    slots.acquireUninterruptibly(IN_FLIGHT);
    slots.release(IN_FLIGHT);
  }

  private static RuntimeException unwrapped(CompletionException e) {
    return e.getCause() instanceof RepositoryException cause ? cause : e;
  }

  private BlobId store(BlobType type, byte[] plain) {
    BlobId id = new BlobId(Sha256.of(plain));
    if (index.contains(type, id) || !(type == BlobType.DATA ? addedData : addedTrees).add(id)) {
      return id;
    }
    BlobCodec.Encoded encoded = store.codec().encode(type, plain);
    PackBuilder full = null;
    synchronized (open) {
      PackBuilder builder =
          open.computeIfAbsent(type, wanted -> new PackBuilder(store.key(), wanted));
      builder.add(id, encoded.sealed(), encoded.plainLength());
      if (builder.isFull()) {
        full = open.remove(type);
      }
    }
    (type == BlobType.DATA ? counters.dataBlobs : counters.treeBlobs).increment();
    counters.plainBytes.add(plain.length);
    if (full != null) {
      upload(full);
    }
    return id;
  }

  private void upload(PackBuilder builder) {
    PackFile pack = builder.finish();
    verify(pack);
    beforeUpload.run();
    store.backend().save(pack.id().file(), pack.content());
    counters.storedBytes.add(pack.content().remaining());
    // Not into the index in memory: were the operation aborted now, no index file would back that
    // claim.
    indexWriter.add(new IndexedPack(pack.id(), pack.blobs()));
  }

  /**
   * Reads the pack back from memory as a restore would, so that no faulty machine names a pack it
   * cannot read.
   */
  private void verify(PackFile pack) {
    byte[] content = pack.content().array();
    for (var blob : pack.blobs()) {
      try {
        store
            .codec()
            .decode(blob.id(), content, (int) blob.offset(), blob.length(), blob.plainLength());
      } catch (MacMismatchException | IOException e) {
        String detail =
            "blob %s does not read back before it was written; nothing was stored, check this machine's memory"
                .formatted(blob.id());
        throw new DamagedFileException(pack.id().file(), detail, e);
      }
    }
  }
}
