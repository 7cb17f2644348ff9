// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.progress;

import io.slackwater.repository.error.OperationCancelledException;

/** Asked often during long operations; once it says true it must go on doing so. Thread-safe. */
@FunctionalInterface
public interface Cancellation {

  /** Never cancels. */
  Cancellation NEVER = () -> false;

  /** Tells whether the operation is to stop. */
  boolean isCancelled();

  /**
   * Ends the operation if it is to stop.
   *
   * @throws OperationCancelledException if cancelled
   */
  default void throwIfCancelled() {
    if (isCancelled()) {
      throw new OperationCancelledException();
    }
  }
}
