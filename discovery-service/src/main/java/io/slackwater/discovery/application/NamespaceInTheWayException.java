// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.discovery.domain.DiscoveryException;

/** The target's namespace is not one that this restore may write to. Nothing was touched. */
public final class NamespaceInTheWayException extends DiscoveryException {

  private NamespaceInTheWayException(
      RestoreTarget target, RunId run, String fault, boolean retryable) {
    super(
        "namespace %s of cluster %s %s (restore run %s); nothing was touched"
            .formatted(target.namespace(), target.cluster(), fault, run),
        retryable,
        null);
  }

  static NamespaceInTheWayException exists(RestoreTarget target, RunId run) {
    return new NamespaceInTheWayException(
        target,
        run,
        "exists and was not made by this restore: delete it or restore into another namespace",
        false);
  }

  static NamespaceInTheWayException terminating(RestoreTarget target, RunId run) {
    return new NamespaceInTheWayException(
        target, run, "is still being deleted: the task is tried again", true);
  }

  static NamespaceInTheWayException missing(RestoreTarget target, RunId run) {
    return new NamespaceInTheWayException(
        target, run, "does not exist any more: start the restore again", false);
  }
}
