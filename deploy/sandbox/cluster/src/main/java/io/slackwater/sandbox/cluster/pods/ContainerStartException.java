// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import io.slackwater.sandbox.cluster.SandboxClusterException;

/** A container's namespaces or root could not be made. */
final class ContainerStartException extends SandboxClusterException {
  private static final long serialVersionUID = 1L;

  ContainerStartException(String container, String why) {
    super("container %s could not be started: %s".formatted(container, why));
  }
}
