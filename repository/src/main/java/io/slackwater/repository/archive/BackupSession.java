// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.archive;

import io.slackwater.repository.error.OperationCancelledException;
import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.id.SnapshotId;
import io.slackwater.repository.index.BlobIndex;
import io.slackwater.repository.lock.Locks;
import io.slackwater.repository.lock.RepositoryLock;
import io.slackwater.repository.pack.BlobType;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.progress.Progress;
import io.slackwater.repository.snapshot.SnapshotFile;
import io.slackwater.repository.snapshot.SnapshotLabels;
import io.slackwater.repository.snapshot.SnapshotSummary;
import io.slackwater.repository.store.BlobWriter;
import io.slackwater.repository.store.BufferPool;
import io.slackwater.repository.store.ClientContext;
import io.slackwater.repository.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One backup under its shared lock: blobs first, then the index, and the snapshot last. Closed
 * without commit it leaves no snapshot, at most packs that the next prune removes.
 */
final class BackupSession implements AutoCloseable {

  /** What wrote a snapshot, as its file says. */
  static final String PROGRAM = "slackwater 0.1";

  private static final long IDLE_BUFFERS = 32L << 20;
  private static final long REPORT_EVERY_NANOS = 100_000_000;

  private final Store store;
  private final ClientContext client;
  private final SnapshotLabels labels;
  private final Control control;
  private final Instant started;
  private final long startedNanos = System.nanoTime();
  private final RepositoryLock lock;
  private final BlobIndex index;
  private final BlobWriter writer;
  private final Tally tally = new Tally();
  private final BufferPool buffers = new BufferPool(IDLE_BUFFERS);
  private long reportedNanos;
  private @Nullable CompletableFuture<BlobId> zeroBlock;

  BackupSession(
      Store store, Locks locks, ClientContext client, SnapshotLabels labels, Control control) {
    this.store = store;
    this.client = client;
    this.labels = labels;
    this.control = control;
    this.started = client.clock().instant();
    this.lock = locks.shared();
    try {
      this.index = store.refreshIndex();
      this.writer = new BlobWriter(store, index, this::mayGoOn);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  BlobWriter writer() {
    return writer;
  }

  BufferPool buffers() {
    return buffers;
  }

  /** Returns the blob of a block of zeros, stored once. */
  synchronized CompletableFuture<BlobId> zeroBlock(byte[] zeros) {
    if (zeroBlock == null) {
      zeroBlock = writer.add(BlobType.DATA, zeros);
    }
    return zeroBlock;
  }

  BlobIndex index() {
    return index;
  }

  Store store() {
    return store;
  }

  Tally tally() {
    return tally;
  }

  Instant time() {
    return labels.time() == null ? started : labels.time();
  }

  String hostname() {
    return labels.hostname() == null ? client.hostname() : labels.hostname();
  }

  /**
   * Ends the backup if the caller cancelled it or the lock was lost.
   *
   * @throws OperationCancelledException if cancelled
   */
  void mayGoOn() {
    control.cancellation().throwIfCancelled();
    lock.ensureHeld();
  }

  /** Tells the caller how far it is, ten times a second at most. */
  void reportProgress() {
    long now = System.nanoTime();
    synchronized (this) {
      if (reportedNanos != 0 && now - reportedNanos < REPORT_EVERY_NANOS) {
        return;
      }
      reportedNanos = now;
    }
    control.listener().onProgress(new Progress(tally.files().total(), 0, tally.bytes(), 0));
  }

  /** Writes the index and then the snapshot. */
  SnapshotResult commit(
      BlobId tree, @Nullable SnapshotId parent, List<String> paths, List<String> excludes) {
    writer.flush();
    mayGoOn();
    byte[] json =
        SnapshotFile.encode(
            time(),
            parent,
            tree,
            paths,
            hostname(),
            client.username(),
            excludes,
            labels.tags(),
            PROGRAM,
            summary());
    String name = store.files().save(FileKind.SNAPSHOT, json).name();
    return new SnapshotResult(
        SnapshotId.parse(name),
        tree,
        time(),
        parent,
        tally.files(),
        tally.directories(),
        tally.bytes(),
        writer.counters().plainBytes(),
        writer.counters().storedBytes(),
        writer.counters().dataBlobs(),
        writer.counters().treeBlobs(),
        Duration.ofNanos(System.nanoTime() - startedNanos),
        tally.unread(),
        tally.changedWhileRead());
  }

  private SnapshotSummary summary() {
    return new SnapshotSummary(
        started,
        client.clock().instant(),
        tally.files().total(),
        tally.bytes(),
        writer.counters().dataBlobs(),
        writer.counters().treeBlobs(),
        writer.counters().plainBytes(),
        writer.counters().storedBytes(),
        tally.unread().size());
  }

  @Override
  public void close() {
    try (lock) {
      writer.close();
    }
  }
}
