// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import io.slackwater.repository.Repository;
import io.slackwater.repository.progress.Control;

/**
 * A command's run.
 *
 * @param arguments what the line holds
 * @param options of them those that every command takes
 * @param output where its results go
 * @param control follows and stops it
 */
record Invocation(Arguments arguments, GlobalOptions options, Output output, Control control) {

  /** Opens the repository that the line or the environment names. */
  Repository open() {
    return options.open();
  }
}
