// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slackwater.contracts.task.TaskAttempt;
import io.slackwater.sandbox.testing.Poll;
import java.time.Duration;
import java.util.Map;

/** The Leases by which executors claim attempts. Thread-safe. */
final class Claims {

  private static final String NAMESPACE = "slackwater-system";
  private static final String LABEL = "slackwater.io/claim";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KubernetesClient cluster;

  Claims(KubernetesClient cluster) {
    this.cluster = cluster;
  }

  /** Waits until an attempt is its executor's for good: from then on it is worked on. */
  void awaitConfirmed(TaskAttempt attempt) {
    if (!Poll.until(PATIENCE, () -> confirmed(attempt))) {
      throw new StoryException("attempt %s was accepted and not claimed".formatted(attempt));
    }
  }

  private boolean confirmed(TaskAttempt attempt) {
    return cluster
        .leases()
        .inNamespace(NAMESPACE)
        .withLabel(LABEL, "task")
        .list()
        .getItems()
        .stream()
        .filter(claim -> claim.getMetadata().getName().contains(attempt.task().value()))
        .map(Claims::notes)
        .anyMatch(
            notes ->
                "true".equals(notes.get("slackwater.io/accepted"))
                    && String.valueOf(attempt.attempt())
                        .equals(notes.get("slackwater.io/attempt")));
  }

  private static Map<String, String> notes(Lease claim) {
    return claim.getMetadata().getAnnotations();
  }
}
