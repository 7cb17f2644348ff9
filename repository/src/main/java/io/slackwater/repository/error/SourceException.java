// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.error;

import org.jspecify.annotations.Nullable;

/** What was to be backed up cannot be read at all. */
public final class SourceException extends RepositoryException {

  private static final long serialVersionUID = 1L;

  private final String path;

  public SourceException(String path, String reason, @Nullable Throwable cause) {
    super("cannot back up %s: %s".formatted(path, reason), cause);
    this.path = path;
  }

  /** Returns the path of the source. */
  public String path() {
    return path;
  }
}
