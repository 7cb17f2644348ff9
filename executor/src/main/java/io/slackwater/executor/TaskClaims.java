// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.contracts.task.TaskPlanned;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One Lease per task that says which attempt is worked on and by whom, so that an attempt delivered
 * twice (a rebalance, a crash before the offset was committed) is worked on once. Thread-safe.
 */
@Singleton
final class TaskClaims {

  private static final Logger LOGGER = Logger.getLogger(TaskClaims.class);
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final String CONFIRMED = "slackwater.io/accepted";
  private static final String ATTEMPT = "slackwater.io/attempt";
  private static final Map<String, String> LABEL = Map.of("slackwater.io/claim", "task");
  private static final Duration KEPT = Duration.ofDays(1);

  private final Clusters clusters;
  private final ExecutorIdentity identity;
  private final Clock clock;
  private final Duration patience;

  TaskClaims(Clusters clusters, ExecutorIdentity identity, Clock clock, ExecutorConfig config) {
    this.clusters = clusters;
    this.identity = identity;
    this.clock = clock;
    this.patience = config.leaseDuration();
  }

  /**
   * Whether this instance may work on the attempt: no instance has this attempt or a newer one. A
   * cluster that does not answer is asked again until the task's time has passed.
   *
   * @throws TaskFailedException when the cluster did not answer in the task's time
   */
  boolean claim(TaskPlanned task) throws InterruptedException {
    Unconfirmed unconfirmed = new Unconfirmed();
    while (true) {
      try {
        Optional<Boolean> decided = tryClaim(task, unconfirmed);
        if (decided.isPresent()) {
          return decided.get();
        }
        Thread.sleep(RETRY);
      } catch (KubernetesClientException e) {
        if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
          clusters.ensureNamespace(task.application().cluster());
          continue;
        }
        if (clock.instant().isAfter(task.notAfter())) {
          throw new TaskFailedException(
              "the cluster '%s' did not answer until the task's time passed: %s"
                  .formatted(task.application().cluster(), e.getMessage()),
              false,
              e);
        }
        LOGGER.warnf(
            "A cluster does not answer clusterId=%s taskId=%s cause=%s",
            task.application().cluster(), task.task(), e.getMessage());
        Thread.sleep(RETRY);
      }
    }
  }

  /**
   * Makes the claim good after the acceptance was acknowledged.
   *
   * @return false when another instance took it meanwhile: then nothing may be worked on
   */
  boolean confirm(TaskPlanned task) {
    Lease claim = of(task).get();
    if (claim == null || !isMine(claim) || attemptOf(claim) != task.attempt()) {
      return false;
    }
    claim.getMetadata().getAnnotations().put(CONFIRMED, "true");
    return write(task, claim, false);
  }

  /** Removes claims that no redelivery can ask for any more. */
  void sweep(ClusterId cluster) {
    ZonedDateTime limit = ZonedDateTime.now(clock.withZone(ZoneOffset.UTC)).minus(KEPT);
    var leases = clusters.client(cluster).leases().inNamespace(clusters.namespace());
    leases.withLabels(LABEL).list().getItems().stream()
        .filter(claim -> claim.getSpec().getRenewTime() != null)
        .filter(claim -> claim.getSpec().getRenewTime().isBefore(limit))
        .forEach(claim -> leases.withName(claim.getMetadata().getName()).delete());
  }

  /** Empty when it cannot be told yet. */
  private Optional<Boolean> tryClaim(TaskPlanned task, Unconfirmed unconfirmed) {
    Lease existing = of(task).get();
    if (existing == null) {
      return write(task, mine(task, null), true) ? Optional.of(true) : Optional.empty();
    }
    boolean sameAttempt = attemptOf(existing) == task.attempt();
    if (attemptOf(existing) > task.attempt()
        || (sameAttempt && (isMine(existing) || isConfirmed(existing)))) {
      return Optional.of(false);
    }
    if (sameAttempt && !unconfirmed.abandoned(existing, patience)) {
      return Optional.empty();
    }
    return write(task, mine(task, existing), false) ? Optional.of(true) : Optional.empty();
  }

  private Lease mine(TaskPlanned task, @Nullable Lease existing) {
    return new LeaseBuilder()
        .withNewMetadata()
        .withName(name(task.task()))
        .withNamespace(clusters.namespace())
        .withLabels(LABEL)
        .addToAnnotations(ATTEMPT, String.valueOf(task.attempt()))
        .addToAnnotations(CONFIRMED, "false")
        .withResourceVersion(existing == null ? null : existing.getMetadata().getResourceVersion())
        .endMetadata()
        .withNewSpec()
        .withHolderIdentity(identity.id().value())
        .withRenewTime(ZonedDateTime.now(clock.withZone(ZoneOffset.UTC)))
        .endSpec()
        .build();
  }

  private boolean write(TaskPlanned task, Lease claim, boolean absent) {
    var resource =
        clusters
            .client(task.application().cluster())
            .leases()
            .inNamespace(clusters.namespace())
            .resource(claim);
    try {
      if (absent) {
        resource.create();
      } else {
        resource.update();
      }
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return false;
      }
      throw e;
    }
  }

  private Resource<Lease> of(TaskPlanned task) {
    return clusters
        .client(task.application().cluster())
        .leases()
        .inNamespace(clusters.namespace())
        .withName(name(task.task()));
  }

  private boolean isMine(Lease claim) {
    return identity.id().value().equals(claim.getSpec().getHolderIdentity());
  }

  private static boolean isConfirmed(Lease claim) {
    Map<String, String> annotations = claim.getMetadata().getAnnotations();
    return annotations != null && Boolean.parseBoolean(annotations.get(CONFIRMED));
  }

  /** The name of a task's claim. */
  static String name(TaskId task) {
    return "slackwater-task-" + task.value().toLowerCase(Locale.ROOT);
  }

  private static int attemptOf(Lease lease) {
    Map<String, String> annotations = lease.getMetadata().getAnnotations();
    return annotations == null ? 0 : Integer.parseInt(annotations.getOrDefault(ATTEMPT, "0"));
  }

  /** A claim whose acceptance was never acknowledged, as one that waits for it sees it. */
  private static final class Unconfirmed {

    private @Nullable String version;
    private long since;

    /** Whether it stood still for so long that its claimant must be gone. */
    boolean abandoned(Lease claim, Duration patience) {
      String now = claim.getMetadata().getResourceVersion();
      if (!now.equals(version)) {
        version = now;
        since = System.nanoTime();
      }
      return System.nanoTime() - since > patience.toNanos();
    }
  }
}
