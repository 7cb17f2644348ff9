// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

/**
 * Volumes could not be protected or brought back. The root of this service's exceptions; messages
 * are for users: what failed, where, why, what to do.
 */
public abstract class VolumeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  VolumeException(String message, boolean retryable) {
    super(message);
    this.retryable = retryable;
  }

  /** Whether another attempt can be expected to do better with nothing changed by a human. */
  public final boolean retryable() {
    return retryable;
  }
}
