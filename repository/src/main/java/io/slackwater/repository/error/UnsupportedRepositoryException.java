// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.error;

/** The repository can be opened, but is of a kind that this version does not work with. */
public final class UnsupportedRepositoryException extends RepositoryException {

  private static final long serialVersionUID = 1L;

  private final String location;

  public UnsupportedRepositoryException(String location, String reason) {
    super("repository %s is not supported: %s".formatted(location, reason));
    this.location = location;
  }

  /** Returns the repository. */
  public String location() {
    return location;
  }
}
