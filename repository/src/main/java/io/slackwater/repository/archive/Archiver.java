// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.archive;

import io.slackwater.repository.lock.Locks;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.snapshot.SnapshotFilter;
import io.slackwater.repository.snapshot.SnapshotLabels;
import io.slackwater.repository.snapshot.Snapshots;
import io.slackwater.repository.store.ClientContext;
import io.slackwater.repository.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Starts backups. Thread-safe; each backup has a session of its own. */
public final class Archiver {

  private final Store store;
  private final Locks locks;
  private final Snapshots snapshots;
  private final ClientContext client;

  public Archiver(Store store, Locks locks, Snapshots snapshots, ClientContext client) {
    this.store = store;
    this.locks = locks;
    this.snapshots = snapshots;
    this.client = client;
  }

  /** Backs up directories; the newest snapshot of the same paths and host serves as parent. */
  public SnapshotResult backup(DirectorySource source, SnapshotLabels labels, Control control) {
    try (BackupSession session = new BackupSession(store, locks, client, labels, control)) {
      return new DirectoryBackup(session, source, parent(source, session.hostname())).run();
    }
  }

  /** Begins a snapshot of streams. */
  public SnapshotWriter begin(SnapshotLabels labels, Control control) {
    return new SnapshotWriter(store, locks, client, labels, control);
  }

  private @Nullable Snapshot parent(DirectorySource source, String hostname) {
    List<String> paths =
        source.paths().stream()
            .map(Path::toAbsolutePath)
            .map(p -> p.normalize().toString())
            .toList();
    return snapshots.list(new SnapshotFilter(List.of(), hostname, paths)).stream()
        .filter(snapshot -> Set.copyOf(snapshot.paths()).equals(Set.copyOf(paths)))
        .reduce((older, newer) -> newer)
        .orElse(null);
  }
}
