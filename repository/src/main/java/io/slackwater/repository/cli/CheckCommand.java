// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.repository.Repository;
import io.slackwater.repository.maintenance.CheckProblem;
import io.slackwater.repository.maintenance.CheckReport;
import io.slackwater.repository.maintenance.ReadData;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Checks the repository. */
@Command(name = "check", description = "Checks the repository; names every damaged file.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class CheckCommand implements Callable<Integer> {

  @ParentCommand private RepositoryCommand parent;

  @Option(names = "--read-data", description = "Reads every pack, not sizes and structure alone.")
  private boolean readData;

  @Option(
      names = "--read-data-subset",
      paramLabel = "n/t|x%|SIZE",
      description = "Reads a part of the packs: group n of t, or by chance x%% or 500M of them.")
  private @Nullable String subset;

  @Override
  public Integer call() {
    Output output = parent.output();
    ReadData data = readData();
    try (Repository repository = parent.options().open()) {
      CheckReport report = repository.check(data, parent.control(output));
      report.hints().forEach(hint -> output.warn("hint: " + hint));
      report.errors().forEach(error -> output.warn("error: " + error));
      ObjectNode summary =
          output
              .message("summary")
              .put("num_errors", report.errors().size())
              .put("snapshots", report.snapshots())
              .put("packs", report.packs())
              .put("read_data", report.readData())
              .put("packs_read", report.packsRead());
      list(summary, "errors", report.errors());
      list(summary, "hints", report.hints());
      output.result(
          summary,
          report.isSound()
              ? "no errors were found in %d snapshots and %d packs, of which %d were read"
                  .formatted(report.snapshots(), report.packs(), report.packsRead())
              : "%d error(s) were found".formatted(report.errors().size()));
      return report.isSound() ? ExitCode.OK : ExitCode.FAILURE;
    }
  }

  private ReadData readData() {
    if (subset == null) {
      return readData ? ReadData.ALL : ReadData.NOTHING;
    }
    if (readData) {
      throw new UsageException("--read-data or --read-data-subset, not both");
    }
    try {
      return ReadData.parse(subset);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--read-data-subset: " + e.getMessage());
    }
  }

  private static void list(ObjectNode summary, String field, List<CheckProblem> problems) {
    var list = summary.putArray(field);
    problems.forEach(problem -> list.add(problem.toString()));
  }
}
