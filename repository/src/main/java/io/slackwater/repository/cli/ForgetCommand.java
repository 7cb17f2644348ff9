// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.repository.Repository;
import io.slackwater.repository.id.SnapshotId;
import io.slackwater.repository.maintenance.ForgetResult;
import io.slackwater.repository.maintenance.PruneOptions;
import io.slackwater.repository.snapshot.RetentionRules;
import io.slackwater.repository.snapshot.SnapshotFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Removes snapshots, by id or by rules. */
@Command(name = "forget", description = "Removes snapshots, by id or by rules.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class ForgetCommand implements Callable<Integer> {

  @ParentCommand private RepositoryCommand parent;
  @Mixin private final FilterOptions filter = new FilterOptions();

  @Parameters(arity = "0..*", paramLabel = "ID", description = "Snapshots to remove.")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = {"-l", "--keep-last"},
      description = "Keeps the newest so many.")
  private int last;

  @Option(names = "--keep-hourly", description = "Keeps the newest of so many hours.")
  private int hourly;

  @Option(names = "--keep-daily", description = "Keeps the newest of so many days.")
  private int daily;

  @Option(names = "--keep-weekly", description = "Keeps the newest of so many weeks.")
  private int weekly;

  @Option(names = "--keep-monthly", description = "Keeps the newest of so many months.")
  private int monthly;

  @Option(names = "--keep-yearly", description = "Keeps the newest of so many years.")
  private int yearly;

  @Option(names = "--keep-tag", split = ",", description = "Keeps those with all these tags.")
  private List<String> keepTags = new ArrayList<>();

  @Option(
      names = {"-n", "--dry-run"},
      description = "Only tells what would be removed.")
  private boolean dryRun;

  @Option(names = "--prune", description = "Prunes afterwards.")
  private boolean prune;

  @Override
  public Integer call() {
    Output output = parent.output();
    RetentionRules rules =
        new RetentionRules(last, hourly, daily, weekly, monthly, yearly, null, keepTags);
    if (ids.isEmpty() == rules.keepNothing()) {
      throw new UsageException("name snapshots, or rules such as --keep-last; not both");
    }
    try (Repository repository = parent.options().open()) {
      ForgetResult result;
      if (ids.isEmpty()) {
        result = repository.forget(rules, filter.filter(), dryRun);
      } else if (dryRun) {
        throw new UsageException("--dry-run is for rules; to look at snapshots use snapshots");
      } else {
        List<SnapshotId> wanted =
            ids.stream().map(id -> repository.findSnapshot(id, SnapshotFilter.ALL).id()).toList();
        result = repository.forget(wanted);
      }
      if (prune && !dryRun && !result.removed().isEmpty()) {
        repository.prune(PruneOptions.STANDARD, parent.control(output));
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
}
