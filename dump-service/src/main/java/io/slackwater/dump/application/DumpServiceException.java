// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump.application;

/** A task of this service failed. The message says what failed, where, and what to do. */
public class DumpServiceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  /** A failure; retryable when another attempt can be expected to do better. */
  public DumpServiceException(String reason, boolean retryable) {
    super(reason);
    this.retryable = retryable;
  }

  /** Whether another attempt can be expected to do better. */
  public boolean retryable() {
    return retryable;
  }
}
