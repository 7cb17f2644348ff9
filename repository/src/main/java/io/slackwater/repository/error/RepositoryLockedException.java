// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.error;

/** Somebody else holds a lock that excludes the wanted one. */
public final class RepositoryLockedException extends RepositoryException {

  private static final long serialVersionUID = 1L;

  private final String location;

  /**
   * @param location the repository
   * @param wanted {@code shared} or {@code exclusive}
   * @param holder who holds the other lock, where and since when
   */
  public RepositoryLockedException(String location, String wanted, String holder) {
    super(
        "could not take the %s lock of %s: %s. Wait for its owner to end; if the owner is dead, remove its lock with unlock"
            .formatted(wanted, location, holder));
    this.location = location;
  }

  /** Returns the repository. */
  public String location() {
    return location;
  }
}
