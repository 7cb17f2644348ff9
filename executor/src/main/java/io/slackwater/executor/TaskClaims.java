// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.slackwater.contracts.task.TaskPlanned;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
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
  private static final String ATTEMPT = "slackwater.io/attempt";
  private static final Map<String, String> LABEL = Map.of("slackwater.io/claim", "task");
  private static final Duration KEPT = Duration.ofDays(1);

  private final Clusters clusters;
  private final ExecutorIdentity identity;
  private final Clock clock;

  TaskClaims(Clusters clusters, ExecutorIdentity identity, Clock clock) {
    this.clusters = clusters;
    this.identity = identity;
    this.clock = clock;
  }

  /**
   * Whether this instance may work on the attempt: no instance has this attempt or a newer one. A
   * cluster that does not answer is asked again until the task's time has passed.
   *
   * @throws TaskFailedException when the cluster did not answer in the task's time
   */
  boolean claim(TaskPlanned task) throws InterruptedException {
    while (true) {
      try {
        return tryClaim(task);
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

  private boolean tryClaim(TaskPlanned task) {
    var leases =
        clusters.client(task.application().cluster()).leases().inNamespace(clusters.namespace());
    String name = "slackwater-task-" + task.task().value().toLowerCase(java.util.Locale.ROOT);
    Lease existing = leases.withName(name).get();
    if (existing != null && attemptOf(existing) >= task.attempt()) {
      return false;
    }
    Lease claim =
        new LeaseBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(clusters.namespace())
            .withLabels(LABEL)
            .addToAnnotations(ATTEMPT, String.valueOf(task.attempt()))
            .withResourceVersion(resourceVersion(existing))
            .endMetadata()
            .withNewSpec()
            .withHolderIdentity(identity.id().value())
            .withRenewTime(ZonedDateTime.now(clock.withZone(ZoneOffset.UTC)))
            .endSpec()
            .build();
    try {
      if (existing == null) {
        leases.resource(claim).create();
      } else {
        leases.resource(claim).update();
      }
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return false;
      }
      throw e;
    }
  }

  /** Removes claims that no redelivery can ask for any more. */
  void sweep() {
    ZonedDateTime limit = ZonedDateTime.now(clock.withZone(ZoneOffset.UTC)).minus(KEPT);
    for (var cluster : clusters.served()) {
      var leases = clusters.client(cluster).leases().inNamespace(clusters.namespace());
      leases.withLabels(LABEL).list().getItems().stream()
          .filter(claim -> claim.getSpec().getRenewTime() != null)
          .filter(claim -> claim.getSpec().getRenewTime().isBefore(limit))
          .forEach(claim -> leases.withName(claim.getMetadata().getName()).delete());
    }
  }

  private static @Nullable String resourceVersion(@Nullable Lease lease) {
    return lease == null ? null : lease.getMetadata().getResourceVersion();
  }

  private static int attemptOf(Lease lease) {
    Map<String, String> annotations = lease.getMetadata().getAnnotations();
    return annotations == null ? 0 : Integer.parseInt(annotations.getOrDefault(ATTEMPT, "0"));
  }
}
