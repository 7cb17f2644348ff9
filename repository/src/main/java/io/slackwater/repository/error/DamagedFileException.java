// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.error;

import io.slackwater.repository.id.RepositoryFile;
import org.jspecify.annotations.Nullable;

/**
 * A file of the repository does not hold what its name, its authentication code or the index says.
 */
public final class DamagedFileException extends RepositoryException {

  private static final long serialVersionUID = 1L;

  private final transient RepositoryFile file;

  /**
   * @param file the damaged file
   * @param detail what is wrong with it
   */
  public DamagedFileException(
      RepositoryFile file, @Nullable String detail, @Nullable Throwable cause) {
    super(
        "%s is damaged: %s. Run check --read-data to find all damage, and restore the file from a copy of the repository if there is one"
            .formatted(file, detail),
        cause);
    this.file = file;
  }

  /** Returns the damaged file. */
  public RepositoryFile file() {
    return file;
  }
}
