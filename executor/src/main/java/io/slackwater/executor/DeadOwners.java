// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.repository.error.RepositoryException;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.id.RepositoryFile;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Watches the Leases in which executors name their repository locks. An owner that was not seen to
 * renew for the Lease's duration, by this instance's monotonic clock, is dead: exactly the locks it
 * named are removed, and then its Lease. Not thread-safe for one cluster; safe for several.
 */
@Singleton
final class DeadOwners {

  private static final Logger LOGGER = Logger.getLogger(DeadOwners.class);

  private final Clusters clusters;
  private final ExecutorIdentity identity;
  private final Locations locations;
  private final LockLeases own;
  private final Duration duration;
  private final Map<ClusterId, Map<String, Seen>> observed = new ConcurrentHashMap<>();

  DeadOwners(
      Clusters clusters,
      ExecutorIdentity identity,
      Locations locations,
      LockLeases own,
      ExecutorConfig config) {
    this.clusters = clusters;
    this.identity = identity;
    this.locations = locations;
    this.own = own;
    this.duration = config.leaseDuration();
  }

  /** Looks once, and removes what is seen to be dead. */
  void sweep(ClusterId cluster) {
    own.abandoned(cluster)
        .forEach(
            (lock, repository) -> {
              if (remove(repository, lock.name())) {
                own.removed(lock, repository);
              }
            });
    for (Lease lease : others(cluster)) {
      if (expired(cluster, lease)) {
        bury(cluster, lease);
      }
    }
  }

  private List<Lease> others(ClusterId cluster) {
    Map<String, Seen> seen = observed.computeIfAbsent(cluster, any -> new HashMap<>());
    List<Lease> leases;
    try {
      leases =
          clusters
              .client(cluster)
              .leases()
              .inNamespace(clusters.namespace())
              .withLabels(NamedLocks.LABELS)
              .list()
              .getItems();
    } catch (KubernetesClientException e) {
      // Who could not be seen was not seen to be silent, nor could it renew.
      seen.clear();
      throw e;
    }
    Set<String> present =
        leases.stream().map(lease -> lease.getMetadata().getName()).collect(Collectors.toSet());
    seen.keySet().retainAll(present);
    String mine = NamedLocks.leaseName(identity.id());
    return leases.stream().filter(lease -> !lease.getMetadata().getName().equals(mine)).toList();
  }

  private boolean expired(ClusterId cluster, Lease lease) {
    long now = System.nanoTime();
    String version = lease.getMetadata().getResourceVersion();
    Map<String, Seen> seen = observed.computeIfAbsent(cluster, any -> new HashMap<>());
    Seen last = seen.get(lease.getMetadata().getName());
    if (last == null || !last.version().equals(version)) {
      seen.put(lease.getMetadata().getName(), new Seen(version, now));
      return false;
    }
    return now - last.sinceNanos() > duration.toNanos();
  }

  /** The Lease goes last: whoever dies in between leaves its rest to the next. */
  private void bury(ClusterId cluster, Lease lease) {
    boolean removed = true;
    for (Map.Entry<String, RepositoryRef> lock : NamedLocks.of(lease).byLock().entrySet()) {
      removed &= remove(lock.getValue(), lock.getKey());
    }
    if (!removed) {
      return;
    }
    try {
      clusters
          .client(cluster)
          .leases()
          .inNamespace(clusters.namespace())
          .resource(lease)
          .lockResourceVersion()
          .delete();
      LOGGER.infof(
          "Removed the repository locks of a dead executor clusterId=%s executorId=%s",
          cluster, lease.getSpec().getHolderIdentity());
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
    }
  }

  private boolean remove(RepositoryRef repository, String lock) {
    try {
      locations.removeLock(repository, new RepositoryFile(FileKind.LOCK, lock));
      return true;
    } catch (RepositoryException | TaskFailedException e) {
      LOGGER.warnf(
          "A dead owner's lock was not removed location=%s repository=%s lock=%s cause=%s",
          repository.location(), repository.path(), lock, e.getMessage());
      return false;
    }
  }

  /** A version of a Lease, and since when it is known. */
  private record Seen(String version, long sinceNanos) {}
}
