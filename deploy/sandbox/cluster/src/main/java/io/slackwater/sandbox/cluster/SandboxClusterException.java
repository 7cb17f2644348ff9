// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster;

import org.jspecify.annotations.Nullable;

/** Root of everything that can go wrong inside a sandbox cluster. */
public class SandboxClusterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what failed, where, and what to do about it
   */
  public SandboxClusterException(String message) {
    super(message);
  }

  /**
   * @param message what failed, where, and what to do about it
   * @param cause what was underneath
   */
  public SandboxClusterException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
