// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import io.slackwater.repository.Repository;
import io.slackwater.repository.maintenance.PruneOptions;
import io.slackwater.repository.maintenance.PruneResult;

/** Deletes what no snapshot uses. */
final class PruneCommand implements Command {

  private static final Option MAX_UNUSED =
      Option.of(
          "max-unused",
          "PERCENT",
          "How much may stay unused, in percent of all that stays (default: 5).");
  private static final Option DRY_RUN =
      Option.flag('n', "dry-run", "Only tells what would be deleted.");

  @Override
  public Syntax syntax() {
    return Syntax.of("prune", "Deletes what no snapshot uses.", MAX_UNUSED, DRY_RUN);
  }

  @Override
  public int run(Invocation line) {
    Output output = line.output();
    int maxUnused = line.arguments().number(MAX_UNUSED, 5);
    boolean dryRun = line.arguments().has(DRY_RUN);
    if (maxUnused < 0 || maxUnused > 100) {
      throw new UsageException("--max-unused is a percentage from 0 to 100");
    }
    try (Repository repository = line.open()) {
      PruneResult result =
          repository.prune(new PruneOptions(maxUnused / 100.0, dryRun), line.control());
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
