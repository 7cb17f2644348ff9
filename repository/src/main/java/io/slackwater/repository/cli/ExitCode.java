// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import io.slackwater.repository.error.RepositoryException;
import io.slackwater.repository.error.RepositoryLockedException;
import io.slackwater.repository.error.RepositoryNotFoundException;
import io.slackwater.repository.error.WrongPasswordException;

/** The exit codes of the command line, restic's. */
final class ExitCode {

  static final int OK = 0;
  static final int FAILURE = 1;
  static final int USAGE = 1;
  static final int PARTLY_UNREAD = 3;
  static final int NO_REPOSITORY = 10;
  static final int LOCKED = 11;
  static final int WRONG_PASSWORD = 12;
  static final int INTERRUPTED = 130;

  private ExitCode() {}

  static int of(RepositoryException e) {
    return switch (e) {
      case RepositoryNotFoundException missing -> NO_REPOSITORY;
      case RepositoryLockedException locked -> LOCKED;
      case WrongPasswordException wrong -> WRONG_PASSWORD;
      default -> FAILURE;
    };
  }
}
