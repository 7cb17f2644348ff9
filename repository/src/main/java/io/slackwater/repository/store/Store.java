// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.store;

import io.slackwater.repository.backend.Backend;
import io.slackwater.repository.backend.Backend.StoredFile;
import io.slackwater.repository.chunker.RabinTables;
import io.slackwater.repository.crypto.MasterKey;
import io.slackwater.repository.error.DamagedFileException;
import io.slackwater.repository.error.FileMissingException;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.id.RepositoryFile;
import io.slackwater.repository.index.BlobIndex;
import io.slackwater.repository.index.IndexFile;
import io.slackwater.repository.index.IndexedPack;
import io.slackwater.repository.pack.BlobCodec;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An opened repository as its operations see it: backend, key, files, and the index in memory,
 * which every operation refreshes under its lock. Thread-safe.
 */
public final class Store implements AutoCloseable {

  private final Backend backend;
  private final MasterKey key;
  private final RepositoryConfig config;
  private final RabinTables chunking;
  private final SealedFiles files;
  private final BlobCodec codec;
  private Map<RepositoryFile, List<IndexedPack>> loaded = new LinkedHashMap<>();
  private BlobIndex index = new BlobIndex();

  public Store(Backend backend, MasterKey key, RepositoryConfig config) {
    this.backend = backend;
    this.key = key;
    this.config = config;
    this.chunking = new RabinTables(config.chunkerPolynomial());
    this.files = new SealedFiles(backend, key);
    this.codec = new BlobCodec(key);
  }

  /** Returns the storage. */
  public Backend backend() {
    return backend;
  }

  /** Returns where the repository is. */
  public String location() {
    return backend.location();
  }

  /** Returns the master key. */
  public MasterKey key() {
    return key;
  }

  /** Returns the config. */
  public RepositoryConfig config() {
    return config;
  }

  /** Returns the tables of this repository's chunker. */
  public RabinTables chunking() {
    return chunking;
  }

  /** Returns the reader and writer of JSON files. */
  public SealedFiles files() {
    return files;
  }

  /** Returns the coder of blobs. */
  public BlobCodec codec() {
    return codec;
  }

  /**
   * Brings the index in memory up to date with the index files and returns it. Only files not seen
   * before are read. Operations take their lock first, so that no pack of it is deleted meanwhile.
   */
  public synchronized BlobIndex refreshIndex() {
    Map<RepositoryFile, List<IndexedPack>> current = new LinkedHashMap<>();
    for (StoredFile stored : backend.list(FileKind.INDEX)) {
      List<IndexedPack> packs = loaded.get(stored.file());
      current.put(stored.file(), packs == null ? loadIndex(stored.file()) : packs);
    }
    boolean grown = current.keySet().containsAll(loaded.keySet());
    BlobIndex refreshed = grown ? index : new BlobIndex();
    Map<RepositoryFile, List<IndexedPack>> fresh = new HashMap<>(current);
    if (grown) {
      fresh.keySet().removeAll(loaded.keySet());
    }
    fresh.values().forEach(packs -> packs.forEach(refreshed::add));
    loaded = current;
    index = refreshed;
    return refreshed;
  }

  /** Returns the index files as last refreshed, with what each says. */
  public synchronized Map<RepositoryFile, List<IndexedPack>> indexFiles() {
    return Map.copyOf(loaded);
  }

  /** Returns a reader over the index as last refreshed. */
  public synchronized BlobReader reader() {
    return new BlobReader(backend, index, codec);
  }

  /**
   * Reads one index file.
   *
   * @throws DamagedFileException if it is not an index
   * @throws FileMissingException if it is gone
   */
  public List<IndexedPack> loadIndex(RepositoryFile file) {
    try {
      return IndexFile.decode(files.load(file));
    } catch (IOException e) {
      throw new DamagedFileException(file, e.getMessage(), e);
    }
  }

  /** Frees what was kept for the next operation, and the storage. Operations must have ended. */
  @Override
  public void close() {
    codec.close();
    backend.close();
  }
}
