// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.error;

import io.slackwater.repository.id.RepositoryFile;
import org.jspecify.annotations.Nullable;

/** A file that was asked for is not in the storage. */
public final class FileMissingException extends BackendException {

  private static final long serialVersionUID = 1L;

  private final transient RepositoryFile file;

  public FileMissingException(String location, RepositoryFile file, @Nullable Throwable cause) {
    super(location, "read " + file, "the file does not exist", cause);
    this.file = file;
  }

  /** Returns the missing file. */
  public RepositoryFile file() {
    return file;
  }
}
