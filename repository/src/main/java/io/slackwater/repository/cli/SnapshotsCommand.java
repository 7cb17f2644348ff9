// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import io.slackwater.repository.Repository;
import io.slackwater.repository.snapshot.Snapshot;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Lists snapshots. */
@Command(name = "snapshots", description = "Lists snapshots, oldest first.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class SnapshotsCommand implements Callable<Integer> {

  @ParentCommand private RepositoryCommand parent;
  @Mixin private final FilterOptions filter = new FilterOptions();

  @Override
  public Integer call() {
    Output output = parent.output();
    try (Repository repository = parent.options().open()) {
      List<Snapshot> snapshots = repository.snapshots(filter.filter());
      String lines =
          snapshots.stream().map(s -> SnapshotJson.line(s) + "\n").collect(Collectors.joining());
      output.result(SnapshotJson.all(output, snapshots), lines + snapshots.size() + " snapshot(s)");
    }
    return ExitCode.OK;
  }
}
