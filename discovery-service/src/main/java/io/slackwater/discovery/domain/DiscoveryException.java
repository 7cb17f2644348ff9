// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import org.jspecify.annotations.Nullable;

/** What goes wrong in this service. The message says what failed, where, why and what to do. */
public abstract class DiscoveryException extends RuntimeException {

  private final boolean retryable;

  /** Makes the exception. */
  protected DiscoveryException(String message, boolean retryable, @Nullable Throwable cause) {
    super(message, cause);
    this.retryable = retryable;
  }

  /** Whether trying again later can be expected to do better. */
  public final boolean retryable() {
    return retryable;
  }
}
