// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import org.jspecify.annotations.Nullable;

/** A task's work failed. The message says what failed, where, why, and what to do. */
public class TaskFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  /** A failure without a cause of its own. */
  public TaskFailedException(String reason, boolean retryable) {
    this(reason, retryable, null);
  }

  /**
   * A failure.
   *
   * @param retryable whether another attempt can be expected to do better
   */
  public TaskFailedException(String reason, boolean retryable, @Nullable Throwable cause) {
    super(reason, cause);
    this.retryable = retryable;
  }

  /** Whether another attempt can be expected to do better. */
  public boolean retryable() {
    return retryable;
  }
}
