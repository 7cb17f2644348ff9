// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import io.slackwater.sandbox.cluster.SandboxClusterException;

/** A command of the host failed. */
public final class HostCommandException extends SandboxClusterException {
  private static final long serialVersionUID = 1L;

  HostCommandException(String[] command, String why) {
    super("`%s` failed: %s".formatted(String.join(" ", command), why));
  }
}
