// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.error;

/** Prune found the repository incomplete and deleted nothing. */
public final class PruneRefusedException extends RepositoryException {

  private static final long serialVersionUID = 1L;

  public PruneRefusedException(String location, String reason) {
    super(
        "prune of %s refused, nothing was deleted: %s. Run check to see the damage"
            .formatted(location, reason));
  }
}
