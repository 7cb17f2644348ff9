// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.testing;

import org.jspecify.annotations.Nullable;

/** A server that a test or the sandbox needs cannot be had; the message says what to do. */
public final class SandboxException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Names what failed. */
  public SandboxException(String message) {
    this(message, null);
  }

  /** Names what failed and why. */
  public SandboxException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
