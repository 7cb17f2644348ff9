// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import io.slackwater.repository.Repository;
import io.slackwater.repository.store.ClientContext;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Removes locks. */
@Command(name = "unlock", description = "Removes locks whose owner is dead.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class UnlockCommand implements Callable<Integer> {

  @ParentCommand private RepositoryCommand parent;

  @Option(
      names = "--remove-all",
      description = "Removes every lock; only right if no client lives.")
  private boolean all;

  @Option(names = "--host", description = "Removes the locks of this host too.")
  private @Nullable String host;

  @Override
  public Integer call() {
    Output output = parent.output();
    ClientContext observer = parent.options().client();
    try (Repository repository = parent.options().open()) {
      int removed =
          all
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
