// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import io.slackwater.sandbox.cluster.SandboxClusterException;

/** A pod cannot start yet because something that it refers to is not there. */
final class NotYetException extends SandboxClusterException {
  private static final long serialVersionUID = 1L;

  NotYetException(String message) {
    super(message);
  }
}
