// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.error;

/** No key file of the repository opens with the given password. Nothing was written. */
public final class WrongPasswordException extends RepositoryException {

  private static final long serialVersionUID = 1L;

  private final String location;

  /**
   * @param location the repository
   * @param keys how many key files were tried
   */
  public WrongPasswordException(String location, int keys) {
    super(
        "wrong password for repository %s: it opens none of its %d key file(s). Nothing was written. Check the secret that RESTIC_PASSWORD, RESTIC_PASSWORD_FILE or the location's configuration names, or use the recovery password"
            .formatted(location, keys));
    this.location = location;
  }

  /** Returns the repository that could not be opened. */
  public String location() {
    return location;
  }
}
