// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import io.slackwater.repository.error.RepositoryException;

/** The command line or the environment lacks something, or contradicts itself. */
final class UsageException extends RepositoryException {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
