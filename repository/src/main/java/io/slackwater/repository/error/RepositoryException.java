// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.error;

import org.jspecify.annotations.Nullable;

/**
 * Root of every failure of this module. The message says what failed, where, and what to do; it
 * holds no secret.
 */
public abstract class RepositoryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  protected RepositoryException(String message) {
    super(message);
  }

  protected RepositoryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
