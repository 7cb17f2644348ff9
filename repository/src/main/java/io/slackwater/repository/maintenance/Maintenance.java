// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.maintenance;

import io.slackwater.repository.id.SnapshotId;
import io.slackwater.repository.lock.Locks;
import io.slackwater.repository.lock.RepositoryLock;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.snapshot.RetentionRules;
import io.slackwater.repository.snapshot.Snapshot;
import io.slackwater.repository.snapshot.SnapshotFilter;
import io.slackwater.repository.snapshot.Snapshots;
import io.slackwater.repository.store.Store;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Runs check, forget, prune and statistics under the lock that each needs. Thread-safe. */
public final class Maintenance {

  private final Store store;
  private final Locks locks;
  private final Snapshots snapshots;
  private final RandomGenerator random;

  public Maintenance(Store store, Locks locks, Snapshots snapshots, RandomGenerator random) {
    this.store = store;
    this.locks = locks;
    this.snapshots = snapshots;
    this.random = random;
  }

  /** Checks the repository, under a shared lock. */
  public CheckReport check(ReadData readData, Control control) {
    try (RepositoryLock lock = locks.shared()) {
      lock.ensureHeld();
      return new Check(store, control).run(readData, random);
    }
  }

  /** Removes what no snapshot uses, under an exclusive lock. */
  public PruneResult prune(PruneOptions options, Control control) {
    try (RepositoryLock lock = locks.exclusive()) {
      return new Prune(store, snapshots, lock, control).run(options);
    }
  }

  /**
   * Removes snapshots. A shared lock suffices: only prune, which excludes it, deletes what they
   * name.
   */
  public ForgetResult forget(Collection<SnapshotId> ids) {
    try (RepositoryLock lock = locks.shared()) {
      List<Snapshot> removed = new ArrayList<>();
      for (Snapshot snapshot : snapshots.list(SnapshotFilter.ALL)) {
        if (ids.contains(snapshot.id())) {
          removed.add(snapshot);
        }
      }
      delete(removed, lock);
      return new ForgetResult(removed, List.of());
    }
  }

  /** Removes what the rules do not keep, for each host and set of paths by itself. */
  public ForgetResult forget(RetentionRules rules, SnapshotFilter filter, boolean dryRun) {
    if (rules.keepNothing()) {
      throw new IllegalArgumentException("retention rules that keep nothing: name at least one");
    }
    try (RepositoryLock lock = locks.shared()) {
      List<Snapshot> chosen = snapshots.list(filter);
      Map<List<Object>, List<Snapshot>> groups = new LinkedHashMap<>();
      for (Snapshot snapshot : chosen) {
        List<Object> group =
            List.of(snapshot.hostname(), snapshot.paths().stream().sorted().toList());
        groups.computeIfAbsent(group, key -> new ArrayList<>()).add(snapshot);
      }
      List<Snapshot> removed = new ArrayList<>();
      groups.values().forEach(group -> removed.addAll(rules.forgotten(group, ZoneOffset.UTC)));
      if (!dryRun) {
        delete(removed, lock);
      }
      List<Snapshot> kept = new ArrayList<>(chosen);
      kept.removeAll(removed);
      return new ForgetResult(removed, kept);
    }
  }

  /** Counts what snapshots hold. */
  public SnapshotStats stats(List<Snapshot> chosen) {
    try (RepositoryLock lock = locks.shared()) {
      lock.ensureHeld();
      store.refreshIndex();
      return new Statistics(store.reader()).of(chosen);
    }
  }

  private void delete(List<Snapshot> removed, RepositoryLock lock) {
    for (Snapshot snapshot : removed) {
      lock.ensureHeld();
      store.backend().delete(snapshot.id().file());
    }
  }
}
