// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.error;

import org.jspecify.annotations.Nullable;

/** The storage did not do what was asked: an I/O error, a refusal, a full disk, no network. */
public class BackendException extends RepositoryException {

  private static final long serialVersionUID = 1L;

  private final String location;

  /**
   * @param location the repository
   * @param action what was tried, for example {@code write data/12/12ab...}
   * @param reason why it failed and what to do
   */
  public BackendException(
      String location, String action, String reason, @Nullable Throwable cause) {
    super("could not %s in %s: %s".formatted(action, location, reason), cause);
    this.location = location;
  }

  /** Returns the repository. */
  public String location() {
    return location;
  }
}
