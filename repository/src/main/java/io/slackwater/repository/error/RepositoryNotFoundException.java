// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.error;

/** There is no repository at the location: its config file is missing. */
public final class RepositoryNotFoundException extends RepositoryException {

  private static final long serialVersionUID = 1L;

  private final String location;

  public RepositoryNotFoundException(String location) {
    super(
        "no repository at %s: it has no config file. Check the location, or create a repository there with init"
            .formatted(location));
    this.location = location;
  }

  /** Returns where a repository was expected. */
  public String location() {
    return location;
  }
}
