// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.maintenance;

import io.slackwater.repository.backend.Backend.StoredFile;
import io.slackwater.repository.crypto.KeyFile;
import io.slackwater.repository.error.DamagedFileException;
import io.slackwater.repository.error.FileMissingException;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.id.PackId;
import io.slackwater.repository.id.RepositoryFile;
import io.slackwater.repository.id.Sha256;
import io.slackwater.repository.id.SnapshotId;
import io.slackwater.repository.index.BlobIndex;
import io.slackwater.repository.index.IndexedPack;
import io.slackwater.repository.pack.PackFile;
import io.slackwater.repository.pack.PackedBlob;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.progress.Progress;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.snapshot.SnapshotFile;
import io.slackwater.repository.store.BlobReader;
import io.slackwater.repository.store.Store;
import io.slackwater.repository.tree.TreeReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Checks a repository file by file and goes on after each finding. Snapshots are read before the
 * index, so that a backup running beside is not taken for damage. One instance per check.
 */
final class Check {

  private final Store store;
  private final Control control;
  private final Findings findings = new Findings();
  private final BlobIndex index = new BlobIndex();
  private final Map<PackId, RepositoryFile> indexedIn = new HashMap<>();

  Check(Store store, Control control) {
    this.store = store;
    this.control = control;
  }

  CheckReport run(ReadData readData, RandomGenerator random) {
    checkKeys();
    List<Snapshot> snapshots = readSnapshots();
    readIndex();
    Set<PackId> present = checkPackSizes();
    BlobReader blobs = new BlobReader(store.backend(), index, store.codec());
    TreeCheck trees = new TreeCheck(index, present, new TreeReader(blobs), findings);
    for (Snapshot snapshot : snapshots) {
      control.cancellation().throwIfCancelled();
      trees.check(snapshot);
    }
    Map<PackId, Long> sizes = new HashMap<>();
    present.forEach(
        pack -> sizes.put(pack, PackFile.sizeOf(index.packs().getOrDefault(pack, List.of()))));
    Set<PackId> chosen = readData.choose(sizes, random);
    readPacks(chosen);
    return findings.report(snapshots.size(), present.size(), chosen.size());
  }

  private void checkKeys() {
    for (StoredFile stored : store.backend().list(FileKind.KEY)) {
      try {
        byte[] content = store.backend().load(stored.file());
        KeyFile.parse(content);
        if (!Sha256.of(content).hex().equals(stored.file().name())) {
          findings.error(stored.file(), "its content does not match its name");
        }
      } catch (FileMissingException e) {
        // Removed since it was listed; nothing is wrong with that.
        continue;
      } catch (IOException e) {
        findings.error(stored.file(), "cannot be read as a key file: " + e.getMessage());
      }
    }
  }

  private List<Snapshot> readSnapshots() {
    List<Snapshot> snapshots = new ArrayList<>();
    for (StoredFile stored : store.backend().list(FileKind.SNAPSHOT)) {
      try {
        byte[] json = store.files().load(stored.file());
        snapshots.add(SnapshotFile.decode(SnapshotId.parse(stored.file().name()), json));
      } catch (FileMissingException e) {
        // Forgotten since it was listed; nothing is wrong with that.
        continue;
      } catch (IOException | DamagedFileException e) {
        findings.error(stored.file(), String.valueOf(e.getMessage()));
      }
    }
    return snapshots;
  }

  private void readIndex() {
    for (StoredFile stored : store.backend().list(FileKind.INDEX)) {
      try {
        for (IndexedPack pack : store.loadIndex(stored.file())) {
          RepositoryFile earlier = indexedIn.putIfAbsent(pack.id(), stored.file());
          if (earlier != null) {
            findings.hint(
                pack.id().file(), "is listed in %s and %s".formatted(earlier, stored.file()));
          }
          index.add(pack);
        }
      } catch (DamagedFileException | FileMissingException e) {
        findings.error(stored.file(), String.valueOf(e.getMessage()));
      }
    }
  }

  /** Returns the packs that are there, whole by their size. */
  private Set<PackId> checkPackSizes() {
    Map<PackId, Long> stored = new HashMap<>();
    for (StoredFile file : store.backend().list(FileKind.PACK)) {
      stored.put(PackId.parse(file.file().name()), file.size());
    }
    Set<PackId> present = new HashSet<>();
    index
        .packs()
        .forEach(
            (pack, blobs) -> {
              Long size = stored.remove(pack);
              long expected = PackFile.sizeOf(blobs);
              if (size == null) {
                findings.error(
                    pack.file(), "is missing; %s lists it".formatted(indexedIn.get(pack)));
              } else if (size != expected) {
                findings.error(
                    pack.file(), "has %d bytes, the index says %d".formatted(size, expected));
              } else {
                present.add(pack);
              }
            });
    stored
        .keySet()
        .forEach(
            pack -> findings.hint(pack.file(), "is in no index: left by an interrupted backup"));
    return present;
  }

  private void readPacks(Set<PackId> present) {
    long read = 0;
    for (PackId pack : present) {
      control.cancellation().throwIfCancelled();
      try {
        List<PackedBlob> blobs = index.packs().getOrDefault(pack, List.of());
        new PackCheck(store, findings).check(pack, blobs);
      } catch (FileMissingException e) {
        findings.error(pack.file(), "vanished during the check");
      }
      read++;
      control.listener().onProgress(new Progress(read, present.size(), 0, 0));
    }
  }
}
