// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Kubernetes Leases that keep runs from working on one application or data service at once. Owned
 * by the run: tasks of one run never keep each other out. A holder that was not seen to renew for
 * the lease's duration, measured by the waiting side's own monotonic clock, is taken for dead.
 * Thread-safe.
 */
@Singleton
final class Leases {

  private static final Duration POLL = Duration.ofMillis(500);

  /** A restore's Lease bridges the time between its stages, in which nobody renews it. */
  private static final long EXCLUSIVE_PATIENCE = 3;

  private final String namespace;
  private final Duration duration;

  Leases(ExecutorConfig config) {
    this.namespace = config.namespace();
    this.duration = config.leaseDuration();
  }

  /**
   * Waits until the attempt's task holds all of its Leases.
   *
   * @param waiting told once, with who holds what is waited for
   */
  void acquire(Attempt attempt, Consumer<String> waiting) throws InterruptedException {
    boolean told = false;
    for (LeaseRequest request : LeaseRequest.of(attempt.task())) {
      Observations seen = new Observations();
      for (Optional<String> holder = tryAcquire(attempt, request, seen);
          holder.isPresent();
          holder = tryAcquire(attempt, request, seen)) {
        attempt.checkActive();
        if (!told) {
          waiting.accept(holder.get());
          told = true;
        }
        Thread.sleep(POLL);
      }
    }
  }

  /**
   * Renews what the attempt's task holds.
   *
   * @throws TaskAbortedException when it holds a Lease no longer: somebody took it for dead
   */
  void renew(Attempt attempt) {
    for (LeaseRequest request : LeaseRequest.of(attempt.task())) {
      AtomicBoolean held = new AtomicBoolean();
      update(
          attempt.kubernetes(),
          request,
          holders -> {
            held.set(holders.holds(attempt.task()));
            if (!held.get()) {
              return null;
            }
            holders.hold(attempt.task(), request.exclusive());
            return holders;
          });
      if (!held.get()) {
        throw new TaskAbortedException("the Lease of the " + request.subject() + " was lost");
      }
    }
  }

  /**
   * Gives up what the attempt's task holds; an exclusive one stays for the run's next task, until
   * it expires.
   */
  void release(Attempt attempt) {
    for (LeaseRequest request : LeaseRequest.of(attempt.task())) {
      boolean endsRun = LeaseRequest.endsRun(attempt.task().spec());
      if (endsRun || request.endsWithTask()) {
        update(
            attempt.kubernetes(),
            request,
            holders -> {
              holders.remove(attempt.task());
              if (endsRun) {
                holders.removeStagesOf(attempt.task().run());
              }
              return holders;
            });
      }
    }
  }

  /** Empty when held now, else who is in the way. */
  private Optional<String> tryAcquire(Attempt attempt, LeaseRequest request, Observations seen) {
    AtomicReference<@Nullable String> inTheWay = new AtomicReference<>();
    update(
        attempt.kubernetes(),
        request,
        holders -> {
          inTheWay.set(null);
          Optional<Map.Entry<String, LeaseHolders.Holder>> other =
              holders.inTheWayOf(attempt.task().run(), request.exclusive());
          while (other.isPresent() && seen.expired(other.get(), duration)) {
            holders.remove(other.get().getKey());
            other = holders.inTheWayOf(attempt.task().run(), request.exclusive());
          }
          if (other.isPresent()) {
            inTheWay.set(
                "run %s holds the %s".formatted(other.get().getValue().run(), request.subject()));
            return null;
          }
          holders.hold(attempt.task(), request.exclusive());
          return holders;
        });
    return Optional.ofNullable(inTheWay.get());
  }

  /**
   * Changes the holders, unless the change comes to nothing. Somebody else's change in between is
   * no failure: what they wrote is read, and the change is made to that.
   */
  private void update(
      KubernetesClient kubernetes,
      LeaseRequest request,
      UnaryOperator<@Nullable LeaseHolders> change) {
    boolean settled = false;
    while (!settled) {
      settled = tryUpdate(kubernetes, request, change);
    }
  }

  /** False when somebody else was faster. */
  private boolean tryUpdate(
      KubernetesClient kubernetes,
      LeaseRequest request,
      UnaryOperator<@Nullable LeaseHolders> change) {
    Lease lease = kubernetes.leases().inNamespace(namespace).withName(request.name()).get();
    boolean absent = lease == null;
    Lease current = absent ? empty(request) : lease;
    LeaseHolders changed = change.apply(LeaseHolders.of(current));
    if (changed == null) {
      return true;
    }
    Map<String, String> annotations = new HashMap<>();
    if (current.getMetadata().getAnnotations() != null) {
      annotations.putAll(current.getMetadata().getAnnotations());
    }
    annotations.put(LeaseHolders.ANNOTATION, changed.text());
    current.getMetadata().setAnnotations(annotations);
    current.getSpec().setHolderIdentity(String.join(",", changed.byAttempt().keySet()));
    try {
      var written = kubernetes.leases().inNamespace(namespace).resource(current);
      if (absent) {
        written.create();
      } else {
        written.update();
      }
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return false;
      }
      throw e;
    }
  }

  private Lease empty(LeaseRequest request) {
    return new LeaseBuilder()
        .withNewMetadata()
        .withName(request.name())
        .withNamespace(namespace)
        .addToAnnotations("slackwater.io/subject", request.subject())
        .endMetadata()
        .withNewSpec()
        .withLeaseDurationSeconds((int) Math.max(1, duration.toSeconds()))
        .endSpec()
        .build();
  }

  /** What a waiting task saw of the holders in its way, and when it saw them renew. */
  private static final class Observations {

    private final Map<String, Seen> seen = new HashMap<>();

    boolean expired(Map.Entry<String, LeaseHolders.Holder> holder, Duration duration) {
      long now = System.nanoTime();
      Seen last = seen.get(holder.getKey());
      if (last == null || last.renewals() != holder.getValue().renewals()) {
        seen.put(holder.getKey(), new Seen(holder.getValue().renewals(), now));
        return false;
      }
      long patience = holder.getValue().exclusive() ? EXCLUSIVE_PATIENCE : 1;
      return now - last.atNanos() > duration.toNanos() * patience;
    }
  }

  private record Seen(long renewals, long atNanos) {}
}
