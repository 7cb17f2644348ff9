// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.maintenance;

import io.slackwater.repository.error.PruneRefusedException;
import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.id.PackId;
import io.slackwater.repository.pack.BlobType;
import io.slackwater.repository.pack.PackFile;
import io.slackwater.repository.pack.PackedBlob;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides the fate of every pack.
 *
 * @param delete packs to delete outright, with their sizes
 * @param repack packs whose listed blobs are to be copied before the pack is deleted
 * @param keep packs that stay
 * @param unusedKept unused bytes in those that stay
 */
record PrunePlan(
    Map<PackId, Long> delete,
    Map<PackId, List<PackedBlob>> repack,
    Set<PackId> keep,
    long unusedKept) {

  /** One pack, and which of its blobs have no better home. */
  private record Candidate(PackId pack, List<PackedBlob> used, long usedBytes, long size) {
    long unusedBytes() {
      return size - usedBytes;
    }

    double unusedPart() {
      return (double) unusedBytes() / size;
    }
  }

  /**
   * @param indexed all packs of the index
   * @param stored all packs of the storage, with their sizes
   */
  static PrunePlan of(
      String location,
      Map<PackId, List<PackedBlob>> indexed,
      Map<PackId, Long> stored,
      UsedBlobs used,
      double maxUnusedFraction) {
    Map<PackId, Long> delete = new LinkedHashMap<>(stored);
    delete.keySet().removeAll(indexed.keySet());
    UsedBlobs missing = new UsedBlobs(new HashSet<>(used.trees()), new HashSet<>(used.data()));
    List<Candidate> candidates = claim(indexed, stored, used, missing);
    if (!missing.trees().isEmpty() || !missing.data().isEmpty()) {
      throw new PruneRefusedException(
          location,
          "%d tree and %d data blobs that snapshots use are in no intact pack"
              .formatted(missing.trees().size(), missing.data().size()));
    }
    candidates.removeIf(
        candidate -> {
          boolean unused = candidate.used().isEmpty();
          if (unused) {
            delete.put(candidate.pack(), candidate.size());
          }
          return unused;
        });
    return distribute(delete, candidates, maxUnusedFraction);
  }

  /**
   * Each used blob is claimed by one pack, the fullest first, so that of duplicates the best place
   * stays.
   */
  private static List<Candidate> claim(
      Map<PackId, List<PackedBlob>> indexed,
      Map<PackId, Long> stored,
      UsedBlobs used,
      UsedBlobs missing) {
    List<Map.Entry<PackId, List<PackedBlob>>> intact = new ArrayList<>();
    for (Map.Entry<PackId, List<PackedBlob>> pack : indexed.entrySet()) {
      Long size = stored.get(pack.getKey());
      if (size != null && size == PackFile.sizeOf(pack.getValue())) {
        intact.add(pack);
      }
    }
    intact.sort(
        Comparator.comparingLong(
            pack ->
                pack.getValue().stream()
                    .filter(b -> !in(used, b))
                    .mapToLong(PackedBlob::length)
                    .sum()));
    List<Candidate> candidates = new ArrayList<>();
    for (Map.Entry<PackId, List<PackedBlob>> pack : intact) {
      List<PackedBlob> claimed = new ArrayList<>();
      long overhead = PackFile.sizeOf(List.of());
      long bytes = overhead;
      for (PackedBlob blob : pack.getValue()) {
        if (setOf(missing, blob.type()).remove(blob.id())) {
          claimed.add(blob);
          bytes += blob.length() + blob.headerEntryLength();
        }
      }
      candidates.add(
          new Candidate(pack.getKey(), claimed, bytes, PackFile.sizeOf(pack.getValue())));
    }
    return candidates;
  }

  private static PrunePlan distribute(
      Map<PackId, Long> delete, List<Candidate> candidates, double maxUnusedFraction) {
    long usedBytes = candidates.stream().mapToLong(Candidate::usedBytes).sum();
    long unused = candidates.stream().mapToLong(Candidate::unusedBytes).sum();
    Map<PackId, List<PackedBlob>> repack = new LinkedHashMap<>();
    Set<PackId> keep = new HashSet<>();
    candidates.sort(Comparator.comparingDouble(Candidate::unusedPart).reversed());
    for (Candidate candidate : candidates) {
      boolean wasteful = unused > maxUnusedFraction * (usedBytes + unused);
      if (candidate.unusedBytes() > 0 && wasteful) {
        repack.put(candidate.pack(), candidate.used());
        unused -= candidate.unusedBytes();
      } else {
        keep.add(candidate.pack());
      }
    }
    return new PrunePlan(delete, repack, keep, unused);
  }

  private static boolean in(UsedBlobs used, PackedBlob blob) {
    return setOf(used, blob.type()).contains(blob.id());
  }

  private static Set<BlobId> setOf(UsedBlobs blobs, BlobType type) {
    return type == BlobType.TREE ? blobs.trees() : blobs.data();
  }
}
