// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.repository.Repository;
import io.slackwater.repository.maintenance.CheckProblem;
import io.slackwater.repository.maintenance.CheckReport;
import io.slackwater.repository.maintenance.ReadData;
import java.util.List;

/** Checks the repository. */
final class CheckCommand implements Command {

  private static final Option READ_DATA =
      Option.flag("read-data", "Reads every pack, not sizes and structure alone.");
  private static final Option SUBSET =
      Option.of(
          "read-data-subset",
          "n/t|x%|SIZE",
          "Reads a part of the packs: group n of t, or by chance x% or 500M of them.");

  @Override
  public Syntax syntax() {
    return Syntax.of(
        "check", "Checks the repository; names every damaged file.", READ_DATA, SUBSET);
  }

  @Override
  public int run(Invocation line) {
    Output output = line.output();
    ReadData data = readData(line.arguments());
    try (Repository repository = line.open()) {
      CheckReport report = repository.check(data, line.control());
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

  private static ReadData readData(Arguments arguments) {
    String subset = arguments.last(SUBSET);
    boolean all = arguments.has(READ_DATA);
    if (subset == null) {
      return all ? ReadData.ALL : ReadData.NOTHING;
    }
    if (all) {
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
