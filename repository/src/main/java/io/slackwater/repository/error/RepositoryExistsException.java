// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.error;

/** A repository was to be created where there is one already. */
public final class RepositoryExistsException extends RepositoryException {

  private static final long serialVersionUID = 1L;

  private final String location;

  public RepositoryExistsException(String location) {
    super(
        "there is already a repository at %s: open it instead of creating it".formatted(location));
    this.location = location;
  }

  /** Returns the repository that exists. */
  public String location() {
    return location;
  }
}
