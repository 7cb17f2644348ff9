// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import io.slackwater.repository.Repository;
import io.slackwater.repository.store.ClientContext;

/** Removes locks. */
final class UnlockCommand implements Command {

  private static final Option ALL =
      Option.flag("remove-all", "Removes every lock; only right if no client lives.");
  private static final Option HOST =
      Option.of("host", "NAME", "Removes the locks of this host too.");

  @Override
  public Syntax syntax() {
    return Syntax.of("unlock", "Removes locks whose owner is dead.", ALL, HOST);
  }

  @Override
  public int run(Invocation line) {
    Output output = line.output();
    String host = line.arguments().last(HOST);
    ClientContext observer = line.options().client();
    try (Repository repository = line.open()) {
      int removed =
          line.arguments().has(ALL)
              ? repository.removeAllLocks()
              : repository.removeLocks(
                  lock -> lock.isStale(observer) || lock.hostname().equals(host));
      output.result(
          output.message("summary").put("locks_removed", removed),
          "removed %d lock(s)".formatted(removed));
    }
    return ExitCode.OK;
  }
}
