// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.repository.Repository;
import io.slackwater.repository.error.RepositoryException;
import io.slackwater.repository.lock.LockFile;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Tells the locks of movers that ended. A mover locks under its pod's name, which holds the id of
 * its task; the pod is one of this cluster if an executor claimed that task here. Thread-safe.
 */
@Singleton
final class MoverLocks {

  private static final Logger LOGGER = Logger.getLogger(MoverLocks.class);
  private static final Pattern TASK = Pattern.compile("(?:^|-)([0-9a-f]{32})(?:-|$)");

  private final Clusters clusters;

  MoverLocks(Clusters clusters) {
    this.clusters = clusters;
  }

  /** Removes from a repository the locks of movers that ended; a failure leaves them. */
  void sweep(RepositoryRef reference, Repository repository) {
    try {
      // Each lock was read before its pod is looked for, so that a pod begun anew keeps its own.
      int removed = repository.removeLocks(this::ended);
      if (removed > 0) {
        LOGGER.infof(
            "Removed the locks of movers that ended location=%s repository=%s locks=%d",
            reference.location(), reference.path(), removed);
      }
    } catch (RepositoryException e) {
      LOGGER.warnf(
          "Locks of movers were not looked at location=%s repository=%s cause=%s",
          reference.location(), reference.path(), e.getMessage());
    }
  }

  private boolean ended(LockFile lock) {
    Matcher task = TASK.matcher(lock.hostname());
    return task.find()
        && clusters.served().stream()
            .anyMatch(cluster -> ended(cluster, new TaskId(task.group(1)), lock.hostname()));
  }

  private boolean ended(ClusterId cluster, TaskId task, String pod) {
    KubernetesClient client = clusters.client(cluster);
    String namespace = clusters.namespace();
    try {
      boolean claimedHere =
          client.leases().inNamespace(namespace).withName(TaskClaims.name(task)).get() != null;
      return claimedHere
          && isOver(Optional.ofNullable(client.pods().inNamespace(namespace).withName(pod).get()));
    } catch (KubernetesClientException e) {
      LOGGER.warnf(
          "A mover was not looked for clusterId=%s pod=%s cause=%s", cluster, pod, e.getMessage());
      return false;
    }
  }

  private static boolean isOver(Optional<Pod> pod) {
    return pod.map(Pod::getStatus)
        .map(status -> "Succeeded".equals(status.getPhase()) || "Failed".equals(status.getPhase()))
        .orElse(pod.isEmpty());
  }
}
