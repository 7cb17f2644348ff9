// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.maintenance;

import io.slackwater.repository.backend.Backend.StoredFile;
import io.slackwater.repository.error.BlobMissingException;
import io.slackwater.repository.error.PruneRefusedException;
import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.id.PackId;
import io.slackwater.repository.id.RepositoryFile;
import io.slackwater.repository.index.BlobIndex;
import io.slackwater.repository.index.BlobLocation;
import io.slackwater.repository.index.IndexedPack;
import io.slackwater.repository.lock.RepositoryLock;
import io.slackwater.repository.pack.PackedBlob;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.progress.Progress;
import io.slackwater.repository.snapshot.SnapshotFilter;
import io.slackwater.repository.snapshot.Snapshots;
import io.slackwater.repository.store.BlobReader;
import io.slackwater.repository.store.BlobWriter;
import io.slackwater.repository.store.IndexWriter;
import io.slackwater.repository.store.Store;
import io.slackwater.repository.tree.TreeReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Removes what no snapshot uses. In this order, so that a crash at any point leaves a repository
 * that is whole: new packs, their index, the index of what stays, then the old index files, then
 * the old packs. Runs under an exclusive lock.
 */
final class Prune {

  private static final int BATCH = 64;

  private final Store store;
  private final Snapshots snapshots;
  private final RepositoryLock lock;
  private final Control control;

  Prune(Store store, Snapshots snapshots, RepositoryLock lock, Control control) {
    this.store = store;
    this.snapshots = snapshots;
    this.lock = lock;
    this.control = control;
  }

  PruneResult run(PruneOptions options) {
    BlobIndex index = store.refreshIndex();
    BlobReader reader = store.reader();
    Map<PackId, Long> stored = new HashMap<>();
    for (StoredFile pack : store.backend().list(FileKind.PACK)) {
      stored.put(PackId.parse(pack.file().name()), pack.size());
    }
    PrunePlan plan =
        PrunePlan.of(
            store.location(), index.packs(), stored, used(reader), options.maxUnusedFraction());
    long freed = plan.delete().values().stream().mapToLong(Long::longValue).sum();
    for (PackId pack : plan.repack().keySet()) {
      freed += stored.getOrDefault(pack, 0L);
    }
    int leftovers = 0;
    if (!options.dryRun()) {
      freed -= repack(plan, reader);
      rewriteIndex(plan);
      deletePacks(plan);
      leftovers = store.backend().deleteLeftovers();
      store.refreshIndex();
    }
    return new PruneResult(
        plan.delete().size(),
        plan.repack().size(),
        plan.keep().size(),
        freed,
        plan.unusedKept(),
        leftovers);
  }

  private UsedBlobs used(BlobReader reader) {
    try {
      return UsedBlobs.of(snapshots.list(SnapshotFilter.ALL), new TreeReader(reader));
    } catch (BlobMissingException e) {
      throw new PruneRefusedException(store.location(), String.valueOf(e.getMessage()));
    }
  }

  /** Copies used blobs into new packs and indexes those; returns the bytes written. */
  private long repack(PrunePlan plan, BlobReader reader) {
    // An empty index: every blob is to be written, although the repository has it.
    try (BlobWriter writer = new BlobWriter(store, new BlobIndex(), this::mayGoOn)) {
      List<CompletableFuture<BlobId>> written = new ArrayList<>();
      long done = 0;
      for (Map.Entry<PackId, List<PackedBlob>> pack : plan.repack().entrySet()) {
        for (PackedBlob blob : pack.getValue()) {
          byte[] content = reader.read(new BlobLocation(pack.getKey(), blob));
          written.add(writer.add(blob.type(), content));
          if (written.size() >= BATCH) {
            written.forEach(writer::await);
            written.clear();
          }
        }
        done++;
        control.listener().onProgress(new Progress(done, plan.repack().size(), 0, 0));
      }
      written.forEach(writer::await);
      writer.flush();
      return writer.counters().storedBytes();
    }
  }

  /**
   * Index files that name a pack that goes away are replaced by ones that name the packs that stay.
   */
  private void rewriteIndex(PrunePlan plan) {
    List<RepositoryFile> outdated = new ArrayList<>();
    Set<PackId> indexed = new HashSet<>();
    Map<RepositoryFile, List<IndexedPack>> files = store.indexFiles();
    files.forEach(
        (file, packs) -> {
          if (packs.stream().allMatch(pack -> plan.keep().contains(pack.id()))) {
            packs.forEach(pack -> indexed.add(pack.id()));
          } else {
            outdated.add(file);
          }
        });
    IndexWriter writer = new IndexWriter(store.files());
    for (RepositoryFile file : outdated) {
      for (IndexedPack pack : files.getOrDefault(file, List.of())) {
        if (plan.keep().contains(pack.id()) && indexed.add(pack.id())) {
          writer.add(pack);
        }
      }
    }
    writer.flush();
    for (RepositoryFile file : outdated) {
      mayGoOn();
      store.backend().delete(file);
    }
  }

  private void deletePacks(PrunePlan plan) {
    for (PackId pack : plan.delete().keySet()) {
      mayGoOn();
      store.backend().delete(pack.file());
    }
    for (PackId pack : plan.repack().keySet()) {
      mayGoOn();
      store.backend().delete(pack.file());
    }
  }

  private void mayGoOn() {
    control.cancellation().throwIfCancelled();
    lock.ensureHeld();
  }
}
