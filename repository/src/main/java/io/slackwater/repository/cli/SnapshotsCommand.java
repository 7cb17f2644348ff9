// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.cli;

import io.slackwater.repository.Repository;
import io.slackwater.repository.snapshot.Snapshot;
import java.util.List;
import java.util.stream.Collectors;

/** Lists snapshots. */
final class SnapshotsCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("snapshots", "", 0, 0, "Lists snapshots, oldest first.", FilterOptions.and());
  }

  @Override
  public int run(Invocation line) {
    Output output = line.output();
    try (Repository repository = line.open()) {
      List<Snapshot> snapshots = repository.snapshots(FilterOptions.filter(line.arguments()));
      String lines =
          snapshots.stream().map(s -> SnapshotJson.line(s) + "\n").collect(Collectors.joining());
      output.result(SnapshotJson.all(output, snapshots), lines + snapshots.size() + " snapshot(s)");
    }
    return ExitCode.OK;
  }
}
