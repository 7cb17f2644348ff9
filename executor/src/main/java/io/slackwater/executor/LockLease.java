// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.ExecutorId;
import io.slackwater.repository.id.RepositoryFile;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The Lease in one cluster that names the repository locks of this instance. Whoever sees it
 * unchanged for its duration removes those locks and then the Lease, so what was named before such
 * a silence counts as lost. Thread-safe.
 */
final class LockLease {

  private final Clusters clusters;
  private final ClusterId cluster;
  private final ExecutorId owner;
  private final Duration duration;

  private final Map<RepositoryFile, Named> named = new ConcurrentHashMap<>();
  private final ReentrantLock writing = new ReentrantLock();
  private @Nullable Lease written;
  private volatile long renewedNanos = System.nanoTime();
  private volatile int silences;
  private long renewals;

  LockLease(Clusters clusters, ClusterId cluster, ExecutorId owner, Duration duration) {
    this.clusters = clusters;
    this.cluster = cluster;
    this.owner = owner;
    this.duration = duration;
  }

  /** Names a lock; it is in the Lease when this returns. */
  void name(RepositoryRef repository, RepositoryFile lock) {
    named.put(lock, new Named(repository, silences));
    try {
      write();
    } catch (RuntimeException e) {
      named.remove(lock);
      throw e;
    }
    // It does not exist yet, so a silence that ended with this very write did it no harm.
    named.put(lock, new Named(repository, silences));
  }

  /** Forgets a lock; the Lease does so with its next renewal. */
  void forget(RepositoryFile lock) {
    named.remove(lock);
  }

  /** Whether no other instance can have removed the lock. */
  boolean holds(RepositoryFile lock) {
    Named name = named.get(lock);
    return name != null && name.silences() == silences && !silent(System.nanoTime());
  }

  /** Shows that this instance lives, if it ever named a lock. */
  void renew() {
    writing.lock();
    try {
      if (written != null) {
        write();
      }
    } finally {
      writing.unlock();
    }
  }

  /** Gives the Lease up, unless it names a lock: then a successor needs it. */
  void resign() {
    writing.lock();
    try {
      if (written != null && named.isEmpty()) {
        lease().delete();
        written = null;
      }
    } finally {
      writing.unlock();
    }
  }

  private void write() {
    writing.lock();
    try {
      long sentAt = System.nanoTime();
      if (written != null && silent(sentAt)) {
        silences++;
      }
      while (!tryWrite()) {
        Lease found = lease().get();
        if (found == null && written != null) {
          // A successor took this instance for dead.
          silences++;
        }
        written = found;
      }
      renewedNanos = sentAt;
    } finally {
      writing.unlock();
    }
  }

  /** False when the Lease is not as it was last seen. */
  private boolean tryWrite() {
    renewals++;
    try {
      written = written == null ? create() : resource(written).update();
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT
          || (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND && written != null)) {
        return false;
      }
      throw e;
    }
  }

  private Lease create() {
    try {
      return resource(null).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw e;
      }
      clusters.ensureNamespace(cluster);
      return resource(null).create();
    }
  }

  private boolean silent(long now) {
    // Earlier than others see it, so that this instance stops before they begin.
    return now - renewedNanos > duration.toNanos() * 3 / 4;
  }

  private Resource<Lease> resource(@Nullable Lease last) {
    Map<String, RepositoryRef> locks = new TreeMap<>();
    named.forEach((lock, name) -> locks.put(lock.name(), name.repository()));
    Lease lease =
        new LeaseBuilder()
            .withNewMetadata()
            .withName(NamedLocks.leaseName(owner))
            .withNamespace(clusters.namespace())
            .withLabels(NamedLocks.LABELS)
            .addToAnnotations(NamedLocks.ANNOTATION, new NamedLocks(locks).text())
            .addToAnnotations("slackwater.io/renewals", String.valueOf(renewals))
            .withResourceVersion(last == null ? null : last.getMetadata().getResourceVersion())
            .endMetadata()
            .withNewSpec()
            .withHolderIdentity(owner.value())
            .withLeaseDurationSeconds((int) Math.max(1, duration.toSeconds()))
            .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
            .endSpec()
            .build();
    return clusters.client(cluster).leases().inNamespace(clusters.namespace()).resource(lease);
  }

  private Resource<Lease> lease() {
    return clusters
        .client(cluster)
        .leases()
        .inNamespace(clusters.namespace())
        .withName(NamedLocks.leaseName(owner));
  }

  /**
   * A lock named.
   *
   * @param silences how many silences of this instance had ended when it was named
   */
  private record Named(RepositoryRef repository, int silences) {}
}
