// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import java.io.IOException;

/** One command of the command line. */
interface Command {

  /** Returns what its line may hold. */
  Syntax syntax();

  /**
   * Runs it.
   *
   * @return the exit code
   * @throws IOException if the process's own input or output fails
   */
  int run(Invocation line) throws IOException;
}
