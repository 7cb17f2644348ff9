// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.snapshot;

import io.slackwater.repository.backend.Backend.StoredFile;
import io.slackwater.repository.error.DamagedFileException;
import io.slackwater.repository.error.FileMissingException;
import io.slackwater.repository.error.SnapshotNotFoundException;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.id.RepositoryFile;
import io.slackwater.repository.id.SnapshotId;
import io.slackwater.repository.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Reads the snapshot files of a repository; each once. Thread-safe. */
public final class Snapshots {

  private final Store store;
  private final Map<SnapshotId, Snapshot> loaded = new ConcurrentHashMap<>();

  public Snapshots(Store store) {
    this.store = store;
  }

  /** Lists the snapshots that the filter chooses, oldest first. */
  public List<Snapshot> list(SnapshotFilter filter) {
    List<Snapshot> chosen = new ArrayList<>();
    for (StoredFile stored : store.backend().list(FileKind.SNAPSHOT)) {
      try {
        Snapshot snapshot = load(SnapshotId.parse(stored.file().name()));
        if (filter.matches(snapshot)) {
          chosen.add(snapshot);
        }
      } catch (FileMissingException e) {
        // Forgotten by somebody else since it was listed: it is not a snapshot of this repository
        // any more.
        continue;
      }
    }
    chosen.sort(Comparator.comparing(Snapshot::time).thenComparing(Snapshot::id));
    return chosen;
  }

  /** The ids of all snapshots, sorted; none is read. */
  public Set<SnapshotId> ids() {
    return store.backend().list(FileKind.SNAPSHOT).stream()
        .map(stored -> SnapshotId.parse(stored.file().name()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Finds one snapshot.
   *
   * @param wanted an id, an unambiguous prefix of one, or {@code latest}
   * @param filter restricts {@code latest}
   * @throws SnapshotNotFoundException if there is none, or more than one
   */
  public Snapshot find(String wanted, SnapshotFilter filter) {
    if (wanted.equals("latest")) {
      List<Snapshot> all = list(filter);
      if (all.isEmpty()) {
        throw new SnapshotNotFoundException(store.location(), wanted, "there is none");
      }
      return all.getLast();
    }
    List<SnapshotId> matching =
        store.backend().list(FileKind.SNAPSHOT).stream()
            .map(stored -> stored.file().name())
            .filter(name -> !wanted.isEmpty() && name.startsWith(wanted))
            .map(SnapshotId::parse)
            .toList();
    if (matching.size() != 1) {
      String reason = matching.isEmpty() ? "does not exist" : "more than one begins so";
      throw new SnapshotNotFoundException(store.location(), wanted, reason);
    }
    return load(matching.getFirst());
  }

  /**
   * Reads one snapshot.
   *
   * @throws SnapshotNotFoundException if it does not exist
   */
  public Snapshot get(SnapshotId id) {
    if (!store.backend().exists(id.file())) {
      throw new SnapshotNotFoundException(store.location(), id.shortHex(), "does not exist");
    }
    return load(id);
  }

  private Snapshot load(SnapshotId id) {
    Snapshot known = loaded.get(id);
    if (known != null) {
      return known;
    }
    RepositoryFile file = id.file();
    byte[] json = store.files().load(file);
    try {
      Snapshot snapshot = SnapshotFile.decode(id, json);
      loaded.put(id, snapshot);
      return snapshot;
    } catch (IOException e) {
      throw new DamagedFileException(file, e.getMessage(), e);
    }
  }
}
