// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import org.jspecify.annotations.Nullable;

/** The story cannot go on, or a check did not hold; the message says which and where to look. */
public final class StoryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Names what did not hold. */
  public StoryException(String message) {
    this(message, null);
  }

  /** Names what did not hold, and why. */
  public StoryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
