// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.index;

import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.id.PackId;
import io.slackwater.repository.pack.BlobType;
import io.slackwater.repository.pack.PackedBlob;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All index files of a repository in memory. Thread-safe. */
public final class BlobIndex {

  private final Map<BlobId, BlobLocation> data = new ConcurrentHashMap<>();
  private final Map<BlobId, BlobLocation> trees = new ConcurrentHashMap<>();
  private final Map<PackId, List<PackedBlob>> packs = new ConcurrentHashMap<>();

  /**
   * Adds what one index file, or one pack just written, tells. A blob known twice keeps its first
   * place.
   */
  public void add(IndexedPack pack) {
    packs.putIfAbsent(pack.id(), pack.blobs());
    for (PackedBlob blob : pack.blobs()) {
      of(blob.type()).putIfAbsent(blob.id(), new BlobLocation(pack.id(), blob));
    }
  }

  /** Finds a blob; null if no index knows it. */
  public @Nullable BlobLocation find(BlobType type, BlobId id) {
    return of(type).get(id);
  }

  /** Tells whether a blob is known. */
  public boolean contains(BlobType type, BlobId id) {
    return of(type).containsKey(id);
  }

  /** Returns the known packs with their blobs; a live view. */
  public Map<PackId, List<PackedBlob>> packs() {
    return Collections.unmodifiableMap(packs);
  }

  /** Returns the places of all blobs of a type, one for each; a live view. */
  public Collection<BlobLocation> locations(BlobType type) {
    return Collections.unmodifiableCollection(of(type).values());
  }

  private Map<BlobId, BlobLocation> of(BlobType type) {
    return type == BlobType.DATA ? data : trees;
  }
}
