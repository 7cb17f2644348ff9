// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.repository.Repository;
import io.slackwater.repository.maintenance.CheckProblem;
import io.slackwater.repository.maintenance.CheckReport;
import java.util.List;
import java.util.concurrent.Callable;
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

  @Override
  public Integer call() {
    Output output = parent.output();
    try (Repository repository = parent.options().open()) {
      CheckReport report = repository.check(readData, parent.control(output));
      report.hints().forEach(hint -> output.warn("hint: " + hint));
      report.errors().forEach(error -> output.warn("error: " + error));
      ObjectNode summary =
          output
              .message("summary")
              .put("num_errors", report.errors().size())
              .put("snapshots", report.snapshots())
              .put("packs", report.packs())
              .put("read_data", report.readData());
      list(summary, "errors", report.errors());
      list(summary, "hints", report.hints());
      output.result(
          summary,
          report.isSound()
              ? "no errors were found in %d snapshots and %d packs"
                  .formatted(report.snapshots(), report.packs())
              : "%d error(s) were found".formatted(report.errors().size()));
      return report.isSound() ? ExitCode.OK : ExitCode.FAILURE;
    }
  }

  private static void list(ObjectNode summary, String field, List<CheckProblem> problems) {
    var list = summary.putArray(field);
    problems.forEach(problem -> list.add(problem.toString()));
  }
}
