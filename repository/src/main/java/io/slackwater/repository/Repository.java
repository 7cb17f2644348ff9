// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository;

import io.slackwater.repository.archive.Archiver;
import io.slackwater.repository.archive.DirectorySource;
import io.slackwater.repository.archive.SnapshotResult;
import io.slackwater.repository.archive.SnapshotWriter;
import io.slackwater.repository.backend.Backend;
import io.slackwater.repository.crypto.KeyFile;
import io.slackwater.repository.crypto.Password;
import io.slackwater.repository.error.RepositoryExistsException;
import io.slackwater.repository.error.RepositoryLockedException;
import io.slackwater.repository.error.RepositoryNotFoundException;
import io.slackwater.repository.error.SnapshotNotFoundException;
import io.slackwater.repository.error.SourceException;
import io.slackwater.repository.error.UnsupportedRepositoryException;
import io.slackwater.repository.error.WrongPasswordException;
import io.slackwater.repository.id.KeyId;
import io.slackwater.repository.id.RepositoryFile;
import io.slackwater.repository.id.SnapshotId;
import io.slackwater.repository.lock.LockFile;
import io.slackwater.repository.lock.Locks;
import io.slackwater.repository.maintenance.CheckReport;
import io.slackwater.repository.maintenance.ForgetResult;
import io.slackwater.repository.maintenance.Maintenance;
import io.slackwater.repository.maintenance.PruneOptions;
import io.slackwater.repository.maintenance.PruneResult;
import io.slackwater.repository.maintenance.ReadData;
import io.slackwater.repository.maintenance.SnapshotStats;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.restore.RestoreRequest;
import io.slackwater.repository.restore.RestoreResult;
import io.slackwater.repository.restore.Restorer;
import io.slackwater.repository.restore.SnapshotEntry;
import io.slackwater.repository.snapshot.RetentionRules;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.snapshot.SnapshotFilter;
import io.slackwater.repository.snapshot.SnapshotLabels;
import io.slackwater.repository.snapshot.Snapshots;
import io.slackwater.repository.store.ClientContext;
import io.slackwater.repository.store.KeyRing;
import io.slackwater.repository.store.RepositoryConfig;
import io.slackwater.repository.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An opened repository in the restic format v2. Thread-safe; operations may run side by side, each
 * takes the lock it needs in the storage and so also respects other processes and stock restic.
 * Opening costs about half a second of key derivation, so keep an instance while it is in use.
 *
 * <p>Every failure is a {@link io.slackwater.repository.error.RepositoryException}. Operations that
 * take a lock throw {@link RepositoryLockedException} if it stays taken for longer than {@link
 * ClientContext#lockWait}.
 */
public final class Repository implements AutoCloseable {

  private final Backend backend;
  private final KeyRing keys;
  private final Store store;
  private final Locks locks;
  private final Snapshots snapshots;
  private final Archiver archiver;
  private final Restorer restorer;
  private final Maintenance maintenance;

  private Repository(Backend backend, ClientContext client, KeyRing.Opened opened) {
    if (opened.config().version() != RepositoryConfig.VERSION) {
      throw new UnsupportedRepositoryException(
          backend.location(),
          "its format has version %d; upgrade it with restic migrate upgrade_repo_v2"
              .formatted(opened.config().version()));
    }
    this.backend = backend;
    this.keys = new KeyRing(backend, client);
    this.store = new Store(backend, opened.key(), opened.config());
    this.locks = new Locks(store, client);
    this.snapshots = new Snapshots(store);
    this.archiver = new Archiver(store, locks, snapshots, client);
    this.restorer = new Restorer(store, locks, snapshots);
    this.maintenance = new Maintenance(store, locks, snapshots, client.random());
  }

  /**
   * Creates a repository and opens it.
   *
   * @param recovery a second password for the same repository, kept elsewhere; null for none
   * @throws RepositoryExistsException if there is one, also if somebody else is just faster;
   *     nothing is left behind then
   */
  public static Repository init(
      Backend backend, ClientContext client, Password password, @Nullable Password recovery) {
    return new RepositoryCreator(backend, client)
        .create(password, recovery)
        .map(created -> new Repository(backend, client, created))
        .orElseThrow(() -> new RepositoryExistsException(backend.location()));
  }

  /**
   * Opens a repository. Writes nothing, except that it removes key files of the same password that
   * a crashed creator left.
   *
   * @throws RepositoryNotFoundException if there is none
   * @throws WrongPasswordException if the password opens no key file
   */
  public static Repository open(Backend backend, ClientContext client, Password password) {
    return new Repository(backend, client, new KeyRing(backend, client).open(password));
  }

  /**
   * Opens the repository, or creates it first if there is none. Any number of processes may do so
   * at once: one creates it, all open it.
   *
   * @param recovery written only by the one that creates it; null for none
   */
  public static Repository openOrInit(
      Backend backend, ClientContext client, Password password, @Nullable Password recovery) {
    return new RepositoryCreator(backend, client)
        .create(password, recovery)
        .map(created -> new Repository(backend, client, created))
        .orElseGet(() -> open(backend, client, password));
  }

  /** Tells whether there is a repository. */
  public static boolean exists(Backend backend) {
    return backend.exists(RepositoryFile.CONFIG);
  }

  /** Returns where the repository is. */
  public String location() {
    return backend.location();
  }

  /** Returns the repository's own id, 64 hexadecimal digits. */
  public String id() {
    return store.config().id();
  }

  /**
   * Backs up directories and files. What cannot be read is left out and listed in the result.
   *
   * @throws SourceException if a path does not exist
   */
  public SnapshotResult backup(DirectorySource source, SnapshotLabels labels, Control control) {
    return archiver.backup(source, labels, control);
  }

  /**
   * Begins a snapshot of streams and small files; it exists only once committed. Close it in any
   * case.
   */
  public SnapshotWriter beginSnapshot(SnapshotLabels labels, Control control) {
    return archiver.begin(labels, control);
  }

  /**
   * Backs up one stream to its end.
   *
   * @param path of the file in the snapshot, for example {@code /orders.dump}
   * @throws IOException if the stream fails; there is no snapshot then
   */
  public SnapshotResult backupStream(
      String path, InputStream content, SnapshotLabels labels, Control control) throws IOException {
    try (SnapshotWriter writer = beginSnapshot(labels, control)) {
      writer.addFile(path, content);
      return writer.commit();
    }
  }

  /**
   * Backs up small files as one snapshot.
   *
   * @param files content by path, in any order
   */
  public SnapshotResult backupFiles(
      Map<String, byte[]> files, SnapshotLabels labels, Control control) {
    try (SnapshotWriter writer = beginSnapshot(labels, control)) {
      files.forEach(writer::addFile);
      return writer.commit();
    }
  }

  /** Lists snapshots, oldest first. Takes no lock. */
  public List<Snapshot> snapshots(SnapshotFilter filter) {
    return snapshots.list(filter);
  }

  /** The ids of all snapshots, also of those whose description is damaged. Takes no lock. */
  public Set<SnapshotId> snapshotIds() {
    return snapshots.ids();
  }

  /**
   * Reads one snapshot's description. Takes no lock.
   *
   * @throws SnapshotNotFoundException if it does not exist
   */
  public Snapshot snapshot(SnapshotId id) {
    return snapshots.get(id);
  }

  /**
   * Finds a snapshot by id, by an unambiguous prefix, or as {@code latest} of those that the filter
   * chooses.
   *
   * @throws SnapshotNotFoundException if there is none, or more than one
   */
  public Snapshot findSnapshot(String wanted, SnapshotFilter filter) {
    return snapshots.find(wanted, filter);
  }

  /**
   * Restores a snapshot, or a part of it, to a directory; every blob is checked against its hash.
   */
  public RestoreResult restore(RestoreRequest request, Control control) {
    return restorer.restore(request, control);
  }

  /**
   * Opens one file of a snapshot. The stream holds a shared lock until it is closed, reads blob by
   * blob, and throws repository exceptions if the content is damaged.
   */
  public InputStream openFile(SnapshotId snapshot, String path) {
    return restorer.open(snapshot, path);
  }

  /**
   * Reads the files at and below a path ({@code /} for all) whole, under one lock. For small files:
   * all of them are held in memory.
   *
   * @return their contents by path
   */
  public Map<String, byte[]> readFiles(SnapshotId snapshot, String path) {
    return restorer.read(snapshot, path);
  }

  /** Passes on the entries at and below a path ({@code /} for all), parents first. */
  public void list(SnapshotId snapshot, String path, Consumer<SnapshotEntry> visitor) {
    restorer.list(snapshot, path, visitor);
  }

  /** Removes snapshots; ids that do not exist are no error. The data stays until the next prune. */
  public ForgetResult forget(Collection<SnapshotId> ids) {
    return maintenance.forget(ids);
  }

  /**
   * Removes the snapshots of a choice that the rules do not keep, for each host and set of paths by
   * itself.
   */
  public ForgetResult forget(RetentionRules rules, SnapshotFilter filter, boolean dryRun) {
    return maintenance.forget(rules, filter, dryRun);
  }

  /** Deletes what no snapshot uses; needs the repository for itself. */
  public PruneResult prune(PruneOptions options, Control control) {
    return maintenance.prune(options, control);
  }

  /**
   * Checks the repository; findings are in the report, not thrown.
   *
   * @param readData reads every pack whole, rather than sizes and structure alone
   */
  public CheckReport check(boolean readData, Control control) {
    return check(readData ? ReadData.ALL : ReadData.NOTHING, control);
  }

  /** Checks the repository, and reads some of the packs; findings are in the report, not thrown. */
  public CheckReport check(ReadData readData, Control control) {
    return maintenance.check(readData, control);
  }

  /** Counts what snapshots hold, together. */
  public SnapshotStats stats(List<Snapshot> chosen) {
    return maintenance.stats(chosen);
  }

  /** Lists the key files. */
  public Map<KeyId, KeyFile> keys() {
    return keys.list();
  }

  /** Adds a password; returns the key file's id, by which it can be removed again. */
  public KeyId addKey(Password password) {
    return keys.add(store.key(), password);
  }

  /**
   * Adds a password under names that tell whose it is; they are in the key file, which everybody
   * can read.
   */
  public KeyId addKey(Password password, String username, String hostname) {
    return keys.add(store.key(), password, username, hostname);
  }

  /** Lists the key files of a repository that need not be opened. */
  public static Map<KeyId, KeyFile> keysOf(Backend backend) {
    return KeyRing.list(backend);
  }

  /**
   * Removes the key files of that user name from a repository that need not be opened, unless no
   * other would be left.
   *
   * @return how many were removed
   * @throws IllegalArgumentException if they are the last ones
   */
  public static int removeKeysOf(Backend backend, String username) {
    Map<KeyId, KeyFile> all = KeyRing.list(backend);
    List<KeyId> chosen =
        all.entrySet().stream()
            .filter(entry -> entry.getValue().username().equals(username))
            .map(Map.Entry::getKey)
            .toList();
    if (!chosen.isEmpty() && chosen.size() == all.size()) {
      throw new IllegalArgumentException("the last key of a repository cannot be removed");
    }
    chosen.forEach(id -> backend.delete(id.file()));
    return chosen.size();
  }

  /**
   * Removes a key file.
   *
   * @throws IllegalArgumentException if it is the last one
   */
  public void removeKey(KeyId id) {
    if (keys.list().keySet().stream().allMatch(id::equals)) {
      throw new IllegalArgumentException("the last key of a repository cannot be removed");
    }
    keys.remove(id);
  }

  /** Lists the locks that are held. */
  public Collection<LockFile> locks() {
    return locks.list().values();
  }

  /**
   * Removes locks whose owner is known to be dead.
   *
   * @param dead tells for each lock, for example by its hostname
   * @return how many were removed
   */
  public int removeLocks(Predicate<LockFile> dead) {
    return locks.remove(dead);
  }

  /** Removes all locks, also unreadable ones; only right when no client lives. */
  public int removeAllLocks() {
    return locks.removeAll();
  }

  /** Closes the storage. Operations must have ended. */
  @Override
  public void close() {
    store.close();
  }
}
