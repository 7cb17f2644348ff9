// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import io.slackwater.repository.Repository;
import io.slackwater.repository.maintenance.PruneOptions;
import io.slackwater.repository.maintenance.PruneResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Deletes what no snapshot uses. */
@Command(name = "prune", description = "Deletes what no snapshot uses.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class PruneCommand implements Callable<Integer> {

  @ParentCommand private RepositoryCommand parent;

  @Option(
      names = "--max-unused",
      paramLabel = "PERCENT",
      description = "How much may stay unused, in percent of all that stays (default: 5).")
  private int maxUnused = 5;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Only tells what would be deleted.")
  private boolean dryRun;

  @Override
  public Integer call() {
    Output output = parent.output();
    if (maxUnused < 0 || maxUnused > 100) {
      throw new UsageException("--max-unused is a percentage from 0 to 100");
    }
    try (Repository repository = parent.options().open()) {
      PruneResult result =
          repository.prune(new PruneOptions(maxUnused / 100.0, dryRun), parent.control(output));
      output.result(
          output
              .message("summary")
              .put("packs_deleted", result.packsDeleted())
              .put("packs_repacked", result.packsRepacked())
              .put("packs_kept", result.packsKept())
              .put("bytes_freed", result.bytesFreed())
              .put("bytes_unused", result.unusedBytesLeft())
              .put("dry_run", dryRun),
          "deleted %d packs, repacked %d, kept %d; freed %d bytes, %d stay unused"
              .formatted(
                  result.packsDeleted(),
                  result.packsRepacked(),
                  result.packsKept(),
                  result.bytesFreed(),
                  result.unusedBytesLeft()));
    }
    return ExitCode.OK;
  }
}
