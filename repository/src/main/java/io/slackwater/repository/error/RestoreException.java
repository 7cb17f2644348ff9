// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.error;

import org.jspecify.annotations.Nullable;

/** The restore target cannot be written. */
public final class RestoreException extends RepositoryException {

  private static final long serialVersionUID = 1L;

  private final String target;

  /**
   * @param target the path that could not be written
   * @param reason why, and what to do
   */
  public RestoreException(String target, String reason, @Nullable Throwable cause) {
    super("cannot restore to %s: %s".formatted(target, reason), cause);
    this.target = target;
  }

  /** Returns the path that could not be written. */
  public String target() {
    return target;
  }
}
