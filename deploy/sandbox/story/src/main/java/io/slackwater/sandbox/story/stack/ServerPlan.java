// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * How a server is started and how it is known to be ready.
 *
 * @param directory its working directory
 * @param log file that takes what it prints
 * @param ready asked until it says yes
 * @param patience how long it may take until it is ready
 */
record ServerPlan(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path directory,
    Path log,
    BooleanSupplier ready,
    Duration patience) {

  ServerPlan {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** Without the environment, which may hold secrets. */
  @Override
  public String toString() {
    return name;
  }
}
