// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.repository.id.RepositoryFile;
import io.slackwater.repository.store.LockRegistry;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names this instance's repository locks, each in the cluster that the repository's path names, or
 * in the first of the served ones where that is not served. Thread-safe.
 */
@Singleton
final class LockLeases {

  private final Map<ClusterId, LockLease> leases = new HashMap<>();
  private final ClusterId first;
  private final Map<RepositoryFile, RepositoryRef> abandoned = new ConcurrentHashMap<>();

  LockLeases(Clusters clusters, ExecutorIdentity identity, ExecutorConfig config) {
    for (ClusterId cluster : clusters.served()) {
      leases.put(cluster, new LockLease(clusters, cluster, identity.id(), config.leaseDuration()));
    }
    this.first =
        clusters.served().stream().min(Comparator.comparing(ClusterId::value)).orElseThrow();
  }

  /** Where the locks of a repository are named. */
  LockRegistry of(RepositoryRef repository) {
    LockLease lease = lease(repository);
    return new LockRegistry() {
      @Override
      public void taking(RepositoryFile lock) {
        lease.name(repository, lock);
      }

      @Override
      public boolean holds(RepositoryFile lock) {
        return lease.holds(lock);
      }

      @Override
      public void released(RepositoryFile lock) {
        lease.forget(lock);
      }

      @Override
      public void abandoned(RepositoryFile lock) {
        abandoned.put(lock, repository);
      }
    };
  }

  void renew(ClusterId cluster) {
    Objects.requireNonNull(leases.get(cluster), "served").renew();
  }

  void resign(ClusterId cluster) {
    Objects.requireNonNull(leases.get(cluster), "served").resign();
  }

  /** Locks of this instance that nobody needs and that could not be removed yet. */
  Map<RepositoryFile, RepositoryRef> abandoned(ClusterId cluster) {
    Map<RepositoryFile, RepositoryRef> here = new HashMap<>(abandoned);
    here.values().removeIf(repository -> lease(repository) != leases.get(cluster));
    return here;
  }

  /** An abandoned lock was removed after all. */
  void removed(RepositoryFile lock, RepositoryRef repository) {
    abandoned.remove(lock);
    lease(repository).forget(lock);
  }

  private LockLease lease(RepositoryRef repository) {
    String home = repository.path().substring(0, repository.path().indexOf('/'));
    LockLease lease = leases.get(new ClusterId(home));
    return lease == null ? Objects.requireNonNull(leases.get(first), "served") : lease;
  }
}
