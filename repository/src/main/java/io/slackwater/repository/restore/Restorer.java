// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.restore;

import io.slackwater.repository.id.SnapshotId;
import io.slackwater.repository.lock.Locks;
import io.slackwater.repository.lock.RepositoryLock;
import io.slackwater.repository.pack.BlobType;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.snapshot.Snapshots;
import io.slackwater.repository.store.BlobReader;
import io.slackwater.repository.store.Store;
import io.slackwater.repository.tree.Node;
import io.slackwater.repository.tree.NodeType;
import io.slackwater.repository.tree.TreeReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Reads snapshots back, under a shared lock. Thread-safe. */
public final class Restorer {

  private final Store store;
  private final Locks locks;
  private final Snapshots snapshots;

  public Restorer(Store store, Locks locks, Snapshots snapshots) {
    this.store = store;
    this.locks = locks;
    this.snapshots = snapshots;
  }

  /** Restores to a directory. */
  public RestoreResult restore(RestoreRequest request, Control control) {
    try (RepositoryLock lock = locks.shared()) {
      BlobReader blobs = reader();
      SnapshotBrowser browser = browser(request.snapshot(), blobs);
      lock.ensureHeld();
      PathFilter filter = request.filter();
      RestoreResult result =
          new DirectoryRestore(browser, blobs, filter, control)
              .run(request.subPath(), request.target());
      if (request.verify()) {
        lock.ensureHeld();
        new RestoreVerification(browser, blobs, filter, control)
            .run(request.subPath(), request.target());
      }
      return result;
    }
  }

  /** Opens one file; the lock is held until the stream is closed. */
  public InputStream open(SnapshotId snapshot, String path) {
    RepositoryLock lock = locks.shared();
    try {
      BlobReader blobs = reader();
      Node file = browser(snapshot, blobs).file(path);
      return new FileContentStream(blobs, file.content(), lock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Reads every file at and below a path, under one lock; by path, parents first. */
  public Map<String, byte[]> read(SnapshotId snapshot, String path) {
    try (RepositoryLock lock = locks.shared()) {
      BlobReader blobs = reader();
      Map<String, byte[]> files = new LinkedHashMap<>();
      browser(snapshot, blobs)
          .walk(
              path,
              entry -> {
                if (entry.node().type() == NodeType.FILE) {
                  lock.ensureHeld();
                  files.put(entry.path(), content(blobs, entry.node()));
                }
              });
      return files;
    }
  }

  /** Lists what is at and below a path. */
  public void list(SnapshotId snapshot, String path, Consumer<SnapshotEntry> visitor) {
    try (RepositoryLock lock = locks.shared()) {
      SnapshotBrowser browser = browser(snapshot, reader());
      lock.ensureHeld();
      browser.walk(path, visitor);
    }
  }

  private static byte[] content(BlobReader blobs, Node file) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    file.content().forEach(blob -> content.writeBytes(blobs.read(BlobType.DATA, blob)));
    return content.toByteArray();
  }

  private BlobReader reader() {
    store.refreshIndex();
    return store.reader();
  }

  private SnapshotBrowser browser(SnapshotId snapshot, BlobReader blobs) {
    return new SnapshotBrowser(new TreeReader(blobs), snapshots.get(snapshot));
  }
}
