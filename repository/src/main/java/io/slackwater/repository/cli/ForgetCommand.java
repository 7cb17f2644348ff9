// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.repository.Repository;
import io.slackwater.repository.id.SnapshotId;
import io.slackwater.repository.maintenance.ForgetResult;
import io.slackwater.repository.maintenance.PruneOptions;
import io.slackwater.repository.snapshot.RetentionRules;
import io.slackwater.repository.snapshot.SnapshotFilter;
import java.util.List;

/** Removes snapshots, by id or by rules. */
final class ForgetCommand implements Command {

  private static final Option LAST = Option.of('l', "keep-last", "N", "Keeps the newest so many.");
  private static final Option HOURLY =
      Option.of("keep-hourly", "N", "Keeps the newest of so many hours.");
  private static final Option DAILY =
      Option.of("keep-daily", "N", "Keeps the newest of so many days.");
  private static final Option WEEKLY =
      Option.of("keep-weekly", "N", "Keeps the newest of so many weeks.");
  private static final Option MONTHLY =
      Option.of("keep-monthly", "N", "Keeps the newest of so many months.");
  private static final Option YEARLY =
      Option.of("keep-yearly", "N", "Keeps the newest of so many years.");
  private static final Option KEEP_TAG =
      Option.of("keep-tag", "TAG[,TAG]", "Keeps those with all these tags.");
  private static final Option DRY_RUN =
      Option.flag('n', "dry-run", "Only tells what would be removed.");
  private static final Option PRUNE = Option.flag("prune", "Prunes afterwards.");

  @Override
  public Syntax syntax() {
    return new Syntax(
        "forget",
        "[ID...]",
        0,
        Integer.MAX_VALUE,
        "Removes snapshots, by id or by rules.",
        FilterOptions.and(LAST, HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY, KEEP_TAG, DRY_RUN, PRUNE));
  }

  @Override
  public int run(Invocation line) {
    Output output = line.output();
    Arguments arguments = line.arguments();
    List<String> ids = arguments.words();
    boolean dryRun = arguments.has(DRY_RUN);
    RetentionRules rules = rules(arguments);
    if (ids.isEmpty() == rules.keepNothing()) {
      throw new UsageException("name snapshots, or rules such as --keep-last; not both");
    }
    try (Repository repository = line.open()) {
      ForgetResult result;
      if (ids.isEmpty()) {
        result = repository.forget(rules, FilterOptions.filter(arguments), dryRun);
      } else if (dryRun) {
        throw new UsageException("--dry-run is for rules; to look at snapshots use snapshots");
      } else {
        List<SnapshotId> wanted =
            ids.stream().map(id -> repository.findSnapshot(id, SnapshotFilter.ALL).id()).toList();
        result = repository.forget(wanted);
      }
      if (arguments.has(PRUNE) && !dryRun && !result.removed().isEmpty()) {
        repository.prune(PruneOptions.STANDARD, line.control());
      }
      ObjectNode summary = output.message("summary");
      summary.set("remove", SnapshotJson.all(output, result.removed()));
      summary.set("keep", SnapshotJson.all(output, result.kept()));
      output.result(
          summary,
          "%s %d snapshot(s)"
              .formatted(dryRun ? "would remove" : "removed", result.removed().size()));
    }
    return ExitCode.OK;
  }

  private static RetentionRules rules(Arguments arguments) {
    return new RetentionRules(
        arguments.number(LAST, 0),
        arguments.number(HOURLY, 0),
        arguments.number(DAILY, 0),
        arguments.number(WEEKLY, 0),
        arguments.number(MONTHLY, 0),
        arguments.number(YEARLY, 0),
        null,
        arguments.split(KEEP_TAG));
  }
}
