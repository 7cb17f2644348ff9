// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.store;

import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.index.IndexFile;
import io.slackwater.repository.index.IndexedPack;
import java.util.ArrayList;
import java.util.List;

/** Collects packs that are safely stored into index files. Thread-safe. */
public final class IndexWriter {

  private final SealedFiles files;
  private List<IndexedPack> pending = new ArrayList<>();
  private int blobs;

  public IndexWriter(SealedFiles files) {
    this.files = files;
  }

  /** Adds a pack; writes an index file once enough have come together. */
  public void add(IndexedPack pack) {
    List<IndexedPack> full = null;
    synchronized (this) {
      pending.add(pack);
      blobs += pack.blobs().size();
      if (blobs >= IndexFile.MAX_BLOBS) {
        full = take();
      }
    }
    if (full != null) {
      write(full);
    }
  }

  /** Writes what is left. */
  public void flush() {
    List<IndexedPack> rest;
    synchronized (this) {
      rest = take();
    }
    if (!rest.isEmpty()) {
      write(rest);
    }
  }

  private List<IndexedPack> take() {
    List<IndexedPack> taken = pending;
    pending = new ArrayList<>();
    blobs = 0;
    return taken;
  }

  private void write(List<IndexedPack> packs) {
    files.save(FileKind.INDEX, IndexFile.encode(packs));
  }
}
